// SPDX-License-Identifier: MIT
#include "commands/transaction.h"

#include <utility>

#include "base/invariant.h"
#include "commands/fault_target.h"

namespace portone::commands {
namespace {

/// The effect of the first fault that matches this delivery; an empty effect if none does.
FaultEffect MatchWebhookFault(Tx& tx, WebhookDelivery& delivery) {
  if (tx.world.faults.empty()) return {};
  const Payment* payment = tx.ledger.payments.Find(delivery.event.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a webhook refers to an unknown payment");
  FaultTarget target = MakeFaultTarget(FaultOperation::kWebhook, *payment);
  if (!delivery.event.event) target.status = delivery.event.status;
  FaultMatch match = tx.world.faults.Match(target, MakeFaultDraw(tx.ids));
  if (!match.hit) return {};
  delivery.fault = match.hit->fault;
  tx.NoteAppliedFault(*match.hit, target);
  return std::move(match.hit->effect);
}

/// Puts the attempts of a new delivery on the agenda, as modified by a fault. Returns the time of
/// the first attempt; nothing if it is dropped or held back.
std::optional<Instant> PlanAttempts(Tx& tx, WebhookDelivery& delivery) {
  const FaultEffect effect = MatchWebhookFault(tx, delivery);
  const auto* fault = std::get_if<WebhookFault>(&effect.action);
  if (fault == nullptr) {
    tx.agenda.Put(tx.now + effect.delay, AttemptWebhook{delivery.id});
    return tx.now + effect.delay;
  }
  if (*fault == WebhookFault::kReorder) {
    tx.world.held_webhooks.push_back(delivery.id);
    return std::nullopt;
  }
  tx.agenda.Put(tx.now, AttemptWebhook{delivery.id});
  if (*fault == WebhookFault::kDrop) {
    delivery.state = WebhookDeliveryState::kDropped;
    return std::nullopt;
  }
  tx.agenda.Put(tx.now + effect.delay, AttemptWebhook{delivery.id, AttemptTrigger::kDuplicate});
  return tx.now;
}

}  // namespace

void Tx::Notify(const WebhookEvent& event, const std::vector<std::string>& urls) {
  const std::vector<WebhookDeliveryId> held = std::exchange(world.held_webhooks, {});
  std::optional<Instant> sent_at;
  for (const std::string& url : urls) {
    WebhookDelivery delivery;
    delivery.sequence = sequence;
    delivery.event = event;
    delivery.url = url;
    delivery.format = world.merchant.webhook.format;
    delivery.created_at = now;
    const std::optional<Instant> at =
        PlanAttempts(*this, world.deliveries.Insert(std::move(delivery)));
    if (at) sent_at = at;
  }
  if (sent_at) {
    for (const WebhookDeliveryId id : held)
      agenda.Put(*sent_at, AttemptWebhook{id});
  } else {
    world.held_webhooks.insert(world.held_webhooks.begin(), held.begin(), held.end());
  }
  if (urls.empty()) {
    side_effects.unsent.push_back({event});
  } else {
    side_effects.webhooks.push_back(event);
  }
}

void Tx::NoteAppliedFault(const FaultHit& hit, const FaultTarget& target) {
  side_effects.faults.push_back(MakeAppliedFault(hit, target));
}

}  // namespace portone::commands
