// SPDX-License-Identifier: MIT
#include "commands/transaction.h"

#include <utility>

#include "base/invariant.h"
#include "commands/faults.h"

namespace portone::commands {
namespace {

/// What the first fault that hits this delivery does to it; nothing when none does.
FaultEffect MeetWebhookFault(Tx& tx, Delivery& delivery) {
  if (tx.world.faults.empty()) return {};
  const Payment* payment = tx.ledger.payments.Find(delivery.notice.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a webhook tells of no payment");
  FaultSite site = SiteOf(FaultOperation::kWebhook, *payment);
  site.status = delivery.notice.status;
  FaultMeeting meeting = tx.world.faults.Meet(site, DrawFrom(tx.ids));
  if (!meeting.hit) return {};
  delivery.fault = meeting.hit->fault;
  return std::move(meeting.hit->effect);
}

/// Puts the attempts of a new delivery on the agenda as its faults want it. Returns when the first
/// one is made; nothing when it is not, or not yet known.
std::optional<Instant> PutAttempts(Tx& tx, Delivery& delivery) {
  const FaultEffect effect = MeetWebhookFault(tx, delivery);
  const auto* trick = std::get_if<WebhookTrick>(&effect.what);
  if (trick == nullptr) {
    tx.agenda.Put(tx.now + effect.delay, AttemptWebhook{delivery.id});
    return tx.now + effect.delay;
  }
  if (*trick == WebhookTrick::kReorder) {
    tx.world.held_back.push_back(delivery.id);
    return std::nullopt;
  }
  tx.agenda.Put(tx.now, AttemptWebhook{delivery.id});
  if (*trick == WebhookTrick::kDrop) {
    delivery.state = DeliveryState::kDropped;
    return std::nullopt;
  }
  tx.agenda.Put(tx.now + effect.delay, AttemptWebhook{delivery.id, AttemptReason::kDuplicate});
  return tx.now;
}

}  // namespace

void Tx::Notify(const Notice& notice, const std::vector<std::string>& urls) {
  const std::vector<DeliveryId> held = std::exchange(world.held_back, {});
  std::optional<Instant> sent_at;
  for (const std::string& url : urls) {
    Delivery delivery;
    delivery.sequence = sequence;
    delivery.notice = notice;
    delivery.url = url;
    delivery.format = world.merchant.webhook.format;
    delivery.created_at = now;
    const std::optional<Instant> at =
        PutAttempts(*this, world.deliveries.Insert(std::move(delivery)));
    if (at) sent_at = at;
  }
  if (sent_at) {
    for (const DeliveryId id : held)
      agenda.Put(*sent_at, AttemptWebhook{id});
  } else {
    world.held_back.insert(world.held_back.begin(), held.begin(), held.end());
  }
  if (!urls.empty()) consequences.notices.push_back(notice);
}

}  // namespace portone::commands
