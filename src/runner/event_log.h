// SPDX-License-Identifier: MIT
// Collects the events of a step for the report: events that fired, and webhook deliveries with
// their results.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/sandbox.h"
#include "json/json.h"
#include "runner/client.h"
#include "runner/report.h"

namespace portone::runner {

/// Used by one thread.
class EventLog {
 public:
  /// REQUIRES: `client` outlives it.
  explicit EventLog(Client& client) : client_(client) {}

  /// The events in the merchant's sandbox since the last call, ordered by time. `advance_reply` is
  /// the body of the reply to the step: that of an advance lists the events it fired.
  std::vector<Event> CollectEvents(const engine::Credentials& merchant, const Json& advance_reply);

  /// To be called after a sandbox was reset.
  void Forget(const engine::Credentials& merchant) { seen_.erase(merchant.imp_key); }

 private:
  struct Seen {
    std::uint64_t journal = 0;                   ///< the last entry
    std::uint64_t delivery = 0;                  ///< the last webhook
    std::map<std::uint64_t, std::string> names;  ///< of webhooks: "paid order-1"
  };

  void LearnNames(const engine::Credentials& merchant, Seen& seen);

  Client& client_;
  std::map<std::string, Seen> seen_;  // by imp_key
};

}  // namespace portone::runner
