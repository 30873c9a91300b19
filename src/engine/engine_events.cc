// SPDX-License-Identifier: MIT
// What a sandbox tells the feed of events: of webhooks, faults and timers. Requests are told when
// they are answered, by the activity log.
#include <utility>

#include "engine/engine.h"

namespace portone::engine {

/// Tells what a command did besides its result. The journal does not keep it.
void Engine::TellEffects(Instant now, SideEffects& side_effects) {
  for (AppliedFault& fault : side_effects.faults)
    activity_.Tell(now, FaultApplied{std::move(fault)});
  for (UnsentWebhook& unsent : side_effects.unsent)
    activity_.Tell(now, WebhookUnsent{std::move(unsent)});
  side_effects.faults.clear();
  side_effects.unsent.clear();
}

/// Tells of an input that is no request: those are told when they are answered.
void Engine::TellCause(Instant now, const Cause& cause) {
  const auto* webhook = std::get_if<WebhookResult>(&cause);
  if (webhook == nullptr) return;
  const commands::RecordWebhookAttempt& attempt = webhook->attempt;
  const WebhookDelivery* delivery = world_.deliveries.Find(attempt.delivery_id);
  if (delivery == nullptr) return;
  activity_.Tell(
      now, WebhookPosted{.delivery = delivery->id,
                         .about = delivery->event,
                         .url = delivery->url,
                         .reason = attempt.reason,
                         .result = attempt.result,
                         .succeeded = IsSuccess(attempt.result, world_.merchant.webhook.retry_on),
                         .will_retry = delivery->state == WebhookDeliveryState::kPending});
}

void Engine::TellFired(const FiredTimer& fired) {
  if (fired.kind == AttemptWebhook::kName) return;  // told with its result
  ++advance_timers_;
  activity_.Tell(fired.at, TimerRan{fired});
}

}  // namespace portone::engine
