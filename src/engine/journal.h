// SPDX-License-Identifier: MIT
// The journal of a sandbox's inputs: requests, clock changes and the merchant's webhook replies.
// Timers are not inputs: they are derived, so replaying the inputs at their times in a new engine
// reproduces the whole run. Not thread-safe (guarded by the engine).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"

namespace portone::engine {

enum class CauseKind : std::uint8_t {
  kRequest,         ///< an API call that may have changed something
  kDelivery,        ///< the merchant's reply to a webhook
  kAdvanceStarted,  ///< the clock was stopped here
  kTimerFired,      ///< the next timer was fired during an advance
  kAdvanceEnded,    ///< the clock was moved here and resumed
  kClockSet,        ///< the clock was set to this time and to the mode in `clock`
  kWindow,          ///< a payment window was concluded, with the merchant's reply to confirm_url
};

/// "request", "delivery", "advance begun", "due fired", "advance ended", "clock set", "window".
std::string_view KindText(CauseKind kind);

/// One input, complete enough for replay. Contains secrets in plain text: must be redacted before
/// it is shown.
struct Cause {
  CauseKind kind = CauseKind::kRequest;
  std::string method{};        ///< request
  std::string target{};        ///< request: undecoded, with query
  std::string content_type{};  ///< request
  std::string user_agent{};    ///< request
  TierCode tier{};             ///< request: the sub-merchant
  std::string test_code{};     ///< request: the header X-PortOne-Test-Code
  std::string body{};          ///< request: its body; delivery: the reply's body
  std::uint64_t delivery = 0;
  AttemptReason reason = AttemptReason::kFirst;  ///< delivery
  std::optional<std::uint64_t> generation{};     ///< delivery: of the world it was created in
  int status = 0;       ///< delivery, window: HTTP status of the reply, 0 if there was none
  std::string error{};  ///< delivery, window: why there was no reply
  std::string clock{};  ///< clock set: "manual", "live", "scaled 60"
};

struct JournalEntry {
  std::uint64_t sequence = 0;  ///< from 1, without gaps
  Instant at;                  ///< the sandbox's time
  Cause cause;
  SideEffects side_effects{};  ///< the webhooks and warnings it caused
};

class Journal {
 public:
  /// Assigns the entry's sequence number and drops the oldest entries beyond the limits.
  void Append(JournalEntry entry);

  /// The entries with a sequence number above `since`, oldest first.
  std::vector<JournalEntry> Since(std::uint64_t since) const;

  std::uint64_t last_sequence() const { return last_sequence_; }

  static constexpr std::size_t kMaxEntries = 10'000;
  static constexpr std::size_t kMaxBytes = 64U << 20U;

 private:
  std::deque<JournalEntry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t last_sequence_ = 0;
};

}  // namespace portone::engine
