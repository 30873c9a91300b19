// SPDX-License-Identifier: MIT
// Firing timers, and listing the upcoming ones.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/timer.h"

namespace portone::commands {

/// Fires the timer. Never refused. REQUIRES: StillDue.
Fired Apply(Tx& tx, const Due& due);

/// Whether the timer is still valid. A timer becomes stale when, for example, its schedule is
/// revoked or moved, or its virtual account is paid.
bool StillDue(const World& world, const Due& due);

/// An upcoming timer.
struct Coming {
  Instant at;
  std::string_view kind;  ///< as in Fired
  std::string merchant_uid;
  std::string customer_uid;            ///< of a schedule
  std::string imp_uid;                 ///< of a webhook or a virtual account
  std::optional<DeliveryId> delivery;  ///< of a webhook
};

struct ComingList {
  std::vector<Coming> entries;  ///< the next one first, at most `limit` of them
  std::size_t total = 0;
};

/// The upcoming timers, in the order in which they will fire.
struct ListComing {
  std::size_t limit = 0;
};
Result<ComingList> Answer(const View& view, const ListComing& query);

}  // namespace portone::commands
