// SPDX-License-Identifier: MIT
// What each kind of due does when its time comes, and what is still to come.
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

/// Does it. Never refused. REQUIRES: StillDue.
Fired Apply(Tx& tx, const Due& due);

/// Whether it still means anything: a schedule that was revoked or moved meanwhile does not, nor
/// the end of a virtual account that was paid.
bool StillDue(const World& world, const Due& due);

/// Something that is going to happen.
struct Coming {
  Instant at;
  std::string_view kind;  ///< as in Fired
  std::string merchant_uid;
  std::string customer_uid;            ///< of a schedule
  std::string imp_uid;                 ///< of a webhook or a virtual account
  std::optional<DeliveryId> delivery;  ///< of a webhook
};

struct ComingList {
  std::vector<Coming> entries;  ///< the next one first, at most as many as asked for
  std::size_t total = 0;
};

/// What is still to come, in the order in which it will.
struct ListComing {
  std::size_t limit = 0;
};
Result<ComingList> Answer(const View& view, const ListComing& query);

}  // namespace portone::commands
