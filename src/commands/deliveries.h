// SPDX-License-Identifier: MIT
// What became of webhooks: recording an answer, and the log of all of them.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/delivery.h"
#include "domain/error.h"

namespace portone::commands {

/// Records what the receiver answered to one attempt. A delivery that was dropped meanwhile, or
/// that belongs to a world before a reset, is passed over. Returns whether the receiver took it.
struct RecordDelivery {
  DeliveryId delivery = 0;
  std::uint64_t generation = 0;
  DeliveryOutcome outcome;
};
Result<bool> Apply(Tx& tx, const RecordDelivery& command);

/// Every delivery that is kept, oldest first.
struct ListDeliveries {};
Result<std::vector<Delivery>> Answer(const View& view, const ListDeliveries& query);

}  // namespace portone::commands
