// SPDX-License-Identifier: MIT
#include "commands/webhook_deliveries.h"

#include <algorithm>
#include <string>

namespace portone::commands {
namespace {

std::ptrdiff_t CountRetries(const Delivery& delivery) {
  return std::count_if(
      delivery.attempts.begin(), delivery.attempts.end(),
      [](const DeliveryAttempt& attempt) { return attempt.reason == AttemptReason::kRetry; });
}

/// Only the service's regular attempts set the state of a delivery and can be retried.
bool IsRegular(AttemptReason reason) {
  return reason == AttemptReason::kFirst || reason == AttemptReason::kRetry;
}

/// Sets the state after a failed regular attempt, and plans a retry if the settings allow one.
void PlanRetry(Tx& tx, Delivery& delivery, const DeliveryOutcome& outcome) {
  const WebhookSettings& settings = tx.world.merchant.webhook;
  delivery.state = DeliveryState::kFailed;
  if (!WorthRetrying(outcome, settings.retry_on) || CountRetries(delivery) >= settings.retries) {
    return;
  }
  delivery.state = DeliveryState::kPending;
  tx.agenda.Put(tx.now + kRetrySpacing, AttemptWebhook{delivery.id, AttemptReason::kRetry});
}

}  // namespace

Result<bool> Apply(Tx& tx, const RecordDelivery& command) {
  const bool succeeded = Succeeded(command.outcome, tx.world.merchant.webhook.retry_on);
  const bool current = command.generation == tx.world.generation;
  Delivery* delivery = current ? tx.world.deliveries.Find(command.delivery) : nullptr;
  if (delivery == nullptr) return succeeded;
  delivery->attempts.push_back({tx.now, command.reason, command.outcome});
  if (succeeded) {
    delivery->state = DeliveryState::kDelivered;
  } else if (delivery->state != DeliveryState::kDelivered && IsRegular(command.reason)) {
    PlanRetry(tx, *delivery, command.outcome);
  }
  return succeeded;
}

Result<Done> Apply(Tx& tx, const ReplayDelivery& command) {
  Delivery* delivery = tx.world.deliveries.Find(command.delivery);
  if (delivery == nullptr) return errors::DeliveryNotFound(std::to_string(command.delivery));
  if (delivery->state == DeliveryState::kDropped) delivery->state = DeliveryState::kFailed;
  tx.agenda.Put(tx.now, AttemptWebhook{delivery->id, AttemptReason::kReplay});
  return Done{};
}

Result<Delivery> Answer(const View& view, const FindDelivery& query) {
  const Delivery* delivery = view.world.deliveries.Find(query.delivery);
  if (delivery == nullptr) return errors::DeliveryNotFound(std::to_string(query.delivery));
  return *delivery;
}

Result<std::vector<Delivery>> Answer(const View& view, const ListDeliveries& /*query*/) {
  const auto& deliveries = view.world.deliveries.All();
  return std::vector<Delivery>(deliveries.begin(), deliveries.end());
}

}  // namespace portone::commands
