// SPDX-License-Identifier: MIT
// The journal of a sandbox's inputs: requests, clock changes and the merchant's webhook responses.
// Timers are not inputs: they are derived, so replaying the inputs at their times in a new engine
// reproduces the whole run. Not thread-safe (guarded by the engine).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/http_result.h"
#include "base/instant.h"
#include "commands/webhook_deliveries.h"
#include "domain/ids.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"
#include "engine/body_store.h"

namespace portone::engine {

// The kinds of input. They contain secrets in plain text: must be redacted before they are shown.

/// An API call that may have changed something.
struct ApiRequest {
  static constexpr std::string_view kName = "request";
  std::string method{};
  std::string target{};  ///< undecoded, with query
  std::string content_type{};
  std::string user_agent{};
  TierCode tier{};          ///< the sub-merchant
  std::string test_code{};  ///< the header X-PortOne-Test-Code
  std::string body{};       ///< "" while `stored_body` has it
  /// The body, shared with the request log. Always null in the entries that the journal lists.
  StoredBodyPtr stored_body{};
  bool is_body_stored = true;  ///< false: the body was dropped to make room for newer ones
  bool is_from_page = false;   ///< the request has a header that only a page in a browser sends
  /// In the activity log. 0: no webhook waits for the reply. Not part of what is replayed.
  std::uint64_t sequence = 0;
};

/// The merchant's response to a webhook.
struct WebhookResult {
  static constexpr std::string_view kName = "delivery";
  commands::RecordWebhookAttempt attempt{};
};

/// The clock was stopped here.
struct AdvanceStarted {
  static constexpr std::string_view kName = "advance started";
};

/// The next timer was fired during an advance.
struct TimerFired {
  static constexpr std::string_view kName = "timer fired";
};

/// What ended an advance before its target.
enum class AdvanceStop : std::uint8_t {
  kNone,                ///< nothing: it was not asked to end
  kCancelled,           ///< another call
  kCallerDisconnected,  ///< its caller closed the connection
};

}  // namespace portone::engine

namespace portone {

template <>
struct EnumNames<engine::AdvanceStop> {
  static constexpr std::array<std::string_view, 3> kNames{"none", "cancelled", "disconnected"};
};

}  // namespace portone

namespace portone::engine {

/// The clock was moved here and resumed.
struct AdvanceEnded {
  static constexpr std::string_view kName = "advance ended";
  AdvanceStop stop{};
};

/// The clock was set to this time and mode.
struct ClockSet {
  static constexpr std::string_view kName = "clock set";
  std::string mode{};  ///< "manual", "live", "scaled 60"
};

/// A payment window was concluded or a store took money, with the merchant's response to
/// confirm_url.
struct PaymentConcluded {
  static constexpr std::string_view kName = "window";
  TierCode tier{};          ///< of the request that opened it
  std::string test_code{};  ///< of the request that opened it
  HttpResult result{};
};

/// One input, complete enough for replay.
using JournalInput = std::variant<ApiRequest, WebhookResult, AdvanceStarted, TimerFired,
                                  AdvanceEnded, ClockSet, PaymentConcluded>;

/// The name of the input's kind.
std::string_view GetKindName(const JournalInput& input);

struct JournalEntry {
  std::uint64_t sequence = 0;  ///< from 1, without gaps
  Instant at;                  ///< the sandbox's time
  JournalInput input;
  SideEffects side_effects{};  ///< the webhooks and warnings it caused
};

class Journal {
 public:
  /// `bodies` stores the bodies of requests that are not stored yet.
  explicit Journal(std::shared_ptr<BodyStore> bodies = std::make_shared<BodyStore>())
      : bodies_(std::move(bodies)) {}

  /// Assigns the entry's sequence number and drops the oldest entries beyond the limits.
  void Append(JournalEntry entry);

  /// The entries with a sequence number above `since`, oldest first.
  std::vector<JournalEntry> ListSince(std::uint64_t since) const;

  std::uint64_t last_sequence() const { return last_sequence_; }

  static constexpr std::size_t kMaxEntries = 10'000;
  static constexpr std::size_t kMaxBytes = 64U << 20U;

 private:
  /// An entry; the body of its request, if any, is in `stored_body`.
  struct Item {
    JournalEntry entry;
    std::size_t bytes = 0;
  };

  std::shared_ptr<BodyStore> bodies_;
  std::deque<Item> items_;
  std::size_t bytes_ = 0;
  std::uint64_t last_sequence_ = 0;
};

}  // namespace portone::engine
