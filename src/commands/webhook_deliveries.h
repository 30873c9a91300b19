// SPDX-License-Identifier: MIT
// The webhook delivery log: recording results, replaying and listing deliveries.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

/// Records the result of one attempt, and plans a retry if the settings ask for one. A delivery
/// that has been dropped from the log, or that belongs to the world before a reset, is ignored.
/// Returns whether the attempt succeeded.
// FIDELITY: webhook-retries
struct RecordWebhookAttempt {
  WebhookDeliveryId delivery_id = 0;
  AttemptTrigger trigger = AttemptTrigger::kInitial;
  std::uint64_t generation = 0;  ///< of the world the webhook was created in
  HttpResult result{};
};
Result<bool> Apply(Tx& tx, const RecordWebhookAttempt& command);

/// Sends a webhook again, now, to the same URL. Errors: WebhookNotFound.
struct ReplayWebhookDelivery {
  WebhookDeliveryId delivery_id = 0;
};
Result<Done> Apply(Tx& tx, const ReplayWebhookDelivery& command);

/// Errors: WebhookNotFound.
struct FindWebhookDelivery {
  WebhookDeliveryId delivery_id = 0;
};
Result<WebhookDelivery> Handle(const View& view, const FindWebhookDelivery& query);

/// All deliveries in the log, oldest first.
struct ListWebhookDeliveries {};
Result<std::vector<WebhookDelivery>> Handle(const View& view, const ListWebhookDeliveries& query);

}  // namespace portone::commands
