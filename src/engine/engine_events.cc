// SPDX-License-Identifier: MIT
// Reports the webhooks, faults and timers of a sandbox to the feed of events. The activity log
// reports requests, when they are answered.
#include <utility>

#include "engine/engine.h"

namespace portone::engine {

/// Reports the side effects of a command that are not in the journal, and removes them.
void Engine::ReportEffects(Instant now, SideEffects& side_effects) {
  for (AppliedFault& fault : side_effects.faults)
    activity_.AddEvent(now, FaultEvent{std::move(fault)});
  for (UnsentWebhook& unsent : side_effects.unsent)
    activity_.AddEvent(now, UnsentWebhookEvent{std::move(unsent)});
  for (UnmatchedChannel& unmatched : side_effects.unmatched_channels)
    activity_.AddEvent(now, UnmatchedChannelEvent{std::move(unmatched)});
  side_effects.faults.clear();
  side_effects.unsent.clear();
  side_effects.unmatched_channels.clear();
}

/// Reports an input that is not a request: requests are reported when they are answered.
void Engine::ReportWebhookResult(Instant now, const JournalInput& input) {
  const auto* webhook = std::get_if<WebhookResult>(&input);
  if (webhook == nullptr) return;
  const commands::RecordWebhookAttempt& attempt = webhook->attempt;
  const WebhookDelivery* delivery = world_.deliveries.Find(attempt.delivery_id);
  if (delivery == nullptr) return;
  activity_.AddEvent(
      now, WebhookPosted{.delivery = delivery->id,
                         .webhook_event = delivery->event,
                         .url = delivery->url,
                         .trigger = attempt.trigger,
                         .result = attempt.result,
                         .succeeded = IsSuccess(attempt.result, world_.merchant.webhook.retry_on),
                         .will_retry = delivery->state == WebhookDeliveryState::kPending});
}

void Engine::ReportFiredTimer(const FiredTimer& fired) {
  if (fired.kind == AttemptWebhook::kName) return;  // reported with its result
  ++advance_timers_;
  activity_.AddEvent(fired.at, TimerEvent{fired});
}

}  // namespace portone::engine
