// SPDX-License-Identifier: MIT
// Firing timers, and listing the upcoming ones.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/timer.h"

namespace portone::commands {

/// Fires the timer. Never refused. REQUIRES: IsPending.
FiredTimer Apply(Tx& tx, const Timer& timer);

/// Whether the timer is still valid. A timer becomes stale when, for example, its schedule is
/// revoked or moved, or its virtual account is paid.
bool IsPending(const World& world, const Timer& timer);

/// An upcoming timer.
struct UpcomingTimer {
  Instant at;
  std::string_view kind;  ///< as in FiredTimer
  std::string merchant_uid;
  std::string customer_uid;                      ///< of a schedule
  std::string imp_uid;                           ///< of a webhook or a virtual account
  std::optional<WebhookDeliveryId> delivery_id;  ///< of a webhook
};

struct UpcomingTimers {
  std::vector<UpcomingTimer> entries;  ///< the next one first, at most `limit` of them
  std::size_t total = 0;
};

/// The upcoming timers, in the order in which they will fire.
struct ListAgenda {
  std::size_t limit = 0;
};
Result<UpcomingTimers> Handle(const View& view, const ListAgenda& query);

/// The number of timers on the agenda, including stale ones. Takes constant time.
struct CountTimers {};
Result<std::size_t> Handle(const View& view, const CountTimers& query);

}  // namespace portone::commands
