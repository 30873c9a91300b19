// SPDX-License-Identifier: MIT
// What became of webhooks: recording an answer, sending one again, and the log of all of them.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

/// Records what the receiver answered to one attempt, and plans the next one where the settings ask
/// for it. A delivery whose record had to go meanwhile, or that belongs to a world before a reset,
/// is passed over. Returns whether the receiver took it.
// FIDELITY: webhook-retries
struct RecordDelivery {
  DeliveryId delivery = 0;
  AttemptReason reason = AttemptReason::kFirst;
  std::uint64_t generation = 0;
  DeliveryOutcome outcome;
};
Result<bool> Apply(Tx& tx, const RecordDelivery& command);

/// Sends one once more, now, to the URL that it went to. Refused: DeliveryNotFound.
struct ReplayDelivery {
  DeliveryId delivery = 0;
};
Result<Done> Apply(Tx& tx, const ReplayDelivery& command);

/// Refused: DeliveryNotFound.
struct FindDelivery {
  DeliveryId delivery = 0;
};
Result<Delivery> Answer(const View& view, const FindDelivery& query);

/// Every delivery that is kept, oldest first.
struct ListDeliveries {};
Result<std::vector<Delivery>> Answer(const View& view, const ListDeliveries& query);

}  // namespace portone::commands
