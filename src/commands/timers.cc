// SPDX-License-Identifier: MIT
#include "commands/timers.h"

#include <utility>

#include "commands/pingbacks.h"
#include "commands/scheduled_charges.h"
#include "commands/vbanks.h"

namespace portone::commands {
namespace {

FiredTimer Execute(Tx& tx, const AttemptWebhook& due) {
  const WebhookDelivery* delivery = tx.world.deliveries.Find(due.delivery);
  FiredTimer fired{tx.now, AttemptWebhook::kName, "", "", std::string(kDroppedOutcome)};
  if (delivery == nullptr) return fired;  // dropped from the log in the meantime
  fired.merchant_uid = delivery->event.merchant_uid.text;
  fired.imp_uid = delivery->event.imp_uid.text;
  if (delivery->state == WebhookDeliveryState::kDropped) return fired;
  tx.outbox.push_back({delivery->id, due.reason, tx.world.generation, delivery->event,
                       delivery->url, delivery->format});
  fired.outcome = "sent";
  return fired;
}

bool Pending(const World& world, const ChargeSchedule& due) {
  const ScheduleTable& schedules = world.LedgerOf(due.tier).schedules;
  // A timer of an unknown schedule reports the error when it is executed.
  return !schedules.Has(due.schedule) || schedules.Get(due.schedule).revision == due.revision;
}

bool Pending(const World& world, const RecoverSchedules& due) {
  const ScheduleTable& schedules = world.LedgerOf(due.tier).schedules;
  return !schedules.FailedBetween(due.day, due.day + std::chrono::hours{24}, 1).empty();
}

bool Pending(const World& world, const AttemptWebhook& due) {
  const WebhookDelivery* delivery = world.deliveries.Find(due.delivery);
  const bool delivered = delivery != nullptr && delivery->state == WebhookDeliveryState::kDelivered;
  return due.reason != AttemptReason::kRetry || !delivered;
}

bool Pending(const World& world, const ExpireVbank& due) {
  return IsCurrent(world.LedgerOf(due.tier), due);
}

bool Pending(const World& world, const Pingback& due) {
  return IsCurrent(world.LedgerOf(due.tier), due);
}

UpcomingTimer DescribeTimer(const World& world, const ChargeSchedule& due) {
  const Schedule& schedule = world.LedgerOf(due.tier).schedules.Get(due.schedule);
  return {{}, ChargeSchedule::kName, schedule.order.merchant_uid.text, schedule.customer_uid.text,
          "", std::nullopt};
}

UpcomingTimer DescribeTimer(const World& /*world*/, const RecoverSchedules& /*due*/) {
  return {{}, RecoverSchedules::kName, "", "", "", std::nullopt};
}

UpcomingTimer DescribeTimer(const World& world, const AttemptWebhook& due) {
  UpcomingTimer coming{{}, AttemptWebhook::kName, "", "", "", due.delivery};
  if (const WebhookDelivery* delivery = world.deliveries.Find(due.delivery)) {
    coming.merchant_uid = delivery->event.merchant_uid.text;
    coming.imp_uid = delivery->event.imp_uid.text;
  }
  return coming;
}

UpcomingTimer DescribeTimer(const World& world, const ExpireVbank& due) {
  const Payment* payment = world.LedgerOf(due.tier).payments.Find(due.imp_uid);
  return {{}, ExpireVbank::kName, payment->order.merchant_uid.text,
          "", due.imp_uid.text,   std::nullopt};
}

UpcomingTimer DescribeTimer(const World& world, const Pingback& due) {
  const Payment* payment = world.LedgerOf(due.tier).payments.Find(due.imp_uid);
  return {{}, Pingback::kName,  payment->order.merchant_uid.text,
          "", due.imp_uid.text, std::nullopt};
}

}  // namespace

FiredTimer Apply(Tx& tx, const Timer& due) {
  return std::visit([&tx](const auto& one) { return Execute(tx, one); }, due);
}

bool IsCurrent(const World& world, const Timer& due) {
  return std::visit([&world](const auto& one) { return Pending(world, one); }, due);
}

Result<ComingList> Handle(const View& view, const ListAgenda& query) {
  ComingList list;
  for (const sim::AgendaEntry& entry : view.agenda.ListSorted()) {
    if (!IsCurrent(view.world, entry.due)) continue;
    ++list.total;
    if (list.entries.size() >= query.limit) continue;
    UpcomingTimer coming =
        std::visit([&view](const auto& one) { return DescribeTimer(view.world, one); }, entry.due);
    coming.at = entry.at;
    list.entries.push_back(std::move(coming));
  }
  return list;
}

}  // namespace portone::commands
