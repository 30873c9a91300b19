// SPDX-License-Identifier: MIT
// What happened to a sandbox, as inputs: requests, moves of the clock, answers of the merchant's
// server. Timers are not inputs: they recur by themselves, so feeding the inputs to a fresh engine
// at their instants repeats the whole run. Not thread-safe (the engine guards it).
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
  kRequest,       ///< an API call that may have changed something
  kDelivery,      ///< what the merchant's server answered to a webhook
  kAdvanceBegun,  ///< the clock stands still from here
  kDueFired,      ///< the next entry of the agenda was fired, at its own instant
  kAdvanceEnded,  ///< the clock was moved here and goes on
  kClockSet,      ///< the clock was put here, and goes on in the mode that is named
  kWindow,        ///< a buyer's window came to its end, with what the merchant said to it
};

/// "request", "delivery", "advance begun", "due fired", "advance ended", "clock set", "window".
std::string_view KindText(CauseKind kind);

/// One input, whole enough to be fed again. Holds secrets as they came: only a view that redacts
/// them may show it.
struct Cause {
  CauseKind kind = CauseKind::kRequest;
  std::string method{};        ///< request
  std::string target{};        ///< request: undecoded, with query
  std::string content_type{};  ///< request
  std::string user_agent{};    ///< request
  TierCode tier{};             ///< request: for which sub-merchant
  std::string test_code{};     ///< request: the header X-PortOne-Test-Code
  std::string body{};          ///< request; delivery: what the receiver answered
  std::uint64_t delivery = 0;
  AttemptReason reason = AttemptReason::kFirst;  ///< delivery
  std::optional<std::uint64_t> generation{};     ///< delivery: of the world it was made in
  int status = 0;       ///< delivery, window: the receiver's status, 0 for none
  std::string error{};  ///< delivery, window: why there was no answer
  std::string clock{};  ///< clock set: "manual", "live", "scaled 60"
};

struct JournalEntry {
  std::uint64_t sequence = 0;  ///< from 1, without gaps
  Instant at;                  ///< the sandbox's time
  Cause cause;
  Consequences consequences{};  ///< what it gave occasion to tell
};

class Journal {
 public:
  /// Gives the entry its sequence; drops the oldest ones beyond the bounds.
  void Append(JournalEntry entry);

  /// Entries with a sequence above `since`, oldest first.
  std::vector<JournalEntry> Since(std::uint64_t since) const;

  std::uint64_t last_sequence() const { return last_sequence_; }

  static constexpr std::size_t kEntriesKept = 10'000;
  static constexpr std::size_t kBytesKept = 64U << 20U;

 private:
  std::deque<JournalEntry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t last_sequence_ = 0;
};

}  // namespace portone::engine
