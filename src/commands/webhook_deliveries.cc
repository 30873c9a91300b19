// SPDX-License-Identifier: MIT
#include "commands/webhook_deliveries.h"

#include <algorithm>
#include <string>

#include "domain/errors.h"

namespace portone::commands {
namespace {

std::ptrdiff_t CountRetries(const WebhookDelivery& delivery) {
  return std::count_if(
      delivery.attempts.begin(), delivery.attempts.end(),
      [](const WebhookAttempt& attempt) { return attempt.trigger == AttemptTrigger::kRetry; });
}

/// Only the service's regular attempts set the state of a delivery and can be retried.
bool IsRegular(AttemptTrigger trigger) {
  return trigger == AttemptTrigger::kInitial || trigger == AttemptTrigger::kRetry;
}

/// Sets the state after a failed regular attempt, and plans a retry if the settings allow one.
void PlanRetry(Tx& tx, WebhookDelivery& delivery, const HttpResult& result) {
  const WebhookSettings& settings = tx.world.merchant.webhook;
  delivery.state = WebhookDeliveryState::kFailed;
  if (!ShouldRetry(result, settings.retry_on) || CountRetries(delivery) >= settings.retries) {
    return;
  }
  delivery.state = WebhookDeliveryState::kPending;
  tx.agenda.Put(tx.now + kRetryInterval, AttemptWebhook{delivery.id, AttemptTrigger::kRetry});
}

}  // namespace

Result<bool> Apply(Tx& tx, const RecordWebhookAttempt& command) {
  const bool succeeded = IsSuccess(command.result, tx.world.merchant.webhook.retry_on);
  const bool current = command.generation == tx.world.generation;
  WebhookDelivery* delivery = current ? tx.world.deliveries.Find(command.delivery_id) : nullptr;
  if (delivery == nullptr) return succeeded;
  delivery->attempts.push_back({tx.now, command.trigger, command.result});
  if (succeeded) {
    delivery->state = WebhookDeliveryState::kDelivered;
  } else if (delivery->state != WebhookDeliveryState::kDelivered && IsRegular(command.trigger)) {
    PlanRetry(tx, *delivery, command.result);
  }
  return succeeded;
}

Result<Done> Apply(Tx& tx, const ReplayWebhookDelivery& command) {
  WebhookDelivery* delivery = tx.world.deliveries.Find(command.delivery_id);
  if (delivery == nullptr) return errors::WebhookNotFound(std::to_string(command.delivery_id));
  if (delivery->state == WebhookDeliveryState::kDropped)
    delivery->state = WebhookDeliveryState::kFailed;
  tx.agenda.Put(tx.now, AttemptWebhook{delivery->id, AttemptTrigger::kReplay});
  return Done{};
}

Result<WebhookDelivery> Handle(const View& view, const FindWebhookDelivery& query) {
  const WebhookDelivery* delivery = view.world.deliveries.Find(query.delivery_id);
  if (delivery == nullptr) return errors::WebhookNotFound(std::to_string(query.delivery_id));
  return *delivery;
}

Result<std::vector<WebhookDelivery>> Handle(const View& view,
                                            const ListWebhookDeliveries& /*query*/) {
  const auto& deliveries = view.world.deliveries.All();
  return std::vector<WebhookDelivery>(deliveries.begin(), deliveries.end());
}

}  // namespace portone::commands
