// SPDX-License-Identifier: MIT
// Collects the events of a step for the report: what an advance fired, and the attempts to deliver
// webhooks with their results.
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
class EventCollector {
 public:
  /// REQUIRES: `client` outlives it.
  explicit EventCollector(Client& client) : client_(client) {}

  /// The events in the merchant's sandbox since the last call, ordered by time. `advance_reply` is
  /// the body of the reply to the step: that of an advance lists the events it fired.
  std::vector<Event> CollectEvents(const engine::Credentials& merchant, const Json& advance_reply);

  /// To be called after the merchant's sandbox was reset: its journal begins again.
  void Forget(const engine::Credentials& merchant) { cursors_.erase(merchant.imp_key); }

 private:
  struct Cursor {
    std::uint64_t last_entry = 0;                 ///< sequence number in the journal
    std::uint64_t last_webhook = 0;               ///< its id
    std::map<std::uint64_t, std::string> labels;  ///< of webhooks: "paid order-1"
  };

  void FetchLabels(const engine::Credentials& merchant, Cursor& cursor);

  Client& client_;
  std::map<std::string, Cursor> cursors_;  // by imp_key
};

}  // namespace portone::runner
