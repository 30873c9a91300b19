// SPDX-License-Identifier: MIT
#include "commands/timers.h"

#include <utility>

#include "commands/pingbacks.h"
#include "commands/scheduled_charges.h"
#include "commands/vbanks.h"

namespace portone::commands {
namespace {

FiredTimer Execute(Tx& tx, const AttemptWebhook& timer) {
  const WebhookDelivery* delivery = tx.world.deliveries.Find(timer.delivery);
  FiredTimer fired{tx.now, AttemptWebhook::kName, "", "", std::string(kDroppedOutcome)};
  if (delivery == nullptr) return fired;  // dropped from the log in the meantime
  fired.merchant_uid = delivery->event.merchant_uid.text;
  fired.imp_uid = delivery->event.imp_uid.text;
  if (delivery->state == WebhookDeliveryState::kDropped) return fired;
  tx.outbox.push_back({delivery->id, timer.reason, tx.world.generation, delivery->event,
                       delivery->url, delivery->format});
  fired.outcome = "sent";
  return fired;
}

bool IsPending(const World& world, const ChargeSchedule& timer) {
  const ScheduleTable& schedules = world.GetLedger(timer.tier).schedules;
  // A timer of an unknown schedule reports the error when it is executed.
  return !schedules.Has(timer.schedule) || schedules.Get(timer.schedule).revision == timer.revision;
}

bool IsPending(const World& world, const RecoverSchedules& timer) {
  const ScheduleTable& schedules = world.GetLedger(timer.tier).schedules;
  return !schedules.ListFailed(timer.day, timer.day + std::chrono::hours{24}, 1).empty();
}

bool IsPending(const World& world, const AttemptWebhook& timer) {
  const WebhookDelivery* delivery = world.deliveries.Find(timer.delivery);
  const bool delivered = delivery != nullptr && delivery->state == WebhookDeliveryState::kDelivered;
  return timer.reason != AttemptReason::kRetry || !delivered;
}

bool IsPending(const World& world, const ExpireVbank& timer) {
  return IsCurrent(world.GetLedger(timer.tier), timer);
}

bool IsPending(const World& world, const Pingback& timer) {
  return IsCurrent(world.GetLedger(timer.tier), timer);
}

UpcomingTimer DescribeTimer(const World& world, const ChargeSchedule& timer) {
  const Schedule& schedule = world.GetLedger(timer.tier).schedules.Get(timer.schedule);
  return {{}, ChargeSchedule::kName, schedule.order.merchant_uid.text, schedule.customer_uid.text,
          "", std::nullopt};
}

UpcomingTimer DescribeTimer(const World& /*world*/, const RecoverSchedules& /*timer*/) {
  return {{}, RecoverSchedules::kName, "", "", "", std::nullopt};
}

UpcomingTimer DescribeTimer(const World& world, const AttemptWebhook& timer) {
  UpcomingTimer upcoming{{}, AttemptWebhook::kName, "", "", "", timer.delivery};
  if (const WebhookDelivery* delivery = world.deliveries.Find(timer.delivery)) {
    upcoming.merchant_uid = delivery->event.merchant_uid.text;
    upcoming.imp_uid = delivery->event.imp_uid.text;
  }
  return upcoming;
}

UpcomingTimer DescribeTimer(const World& world, const ExpireVbank& timer) {
  const Payment* payment = world.GetLedger(timer.tier).payments.Find(timer.imp_uid);
  return {{}, ExpireVbank::kName, payment->order.merchant_uid.text,
          "", timer.imp_uid.text, std::nullopt};
}

UpcomingTimer DescribeTimer(const World& world, const Pingback& timer) {
  const Payment* payment = world.GetLedger(timer.tier).payments.Find(timer.imp_uid);
  return {{}, Pingback::kName,    payment->order.merchant_uid.text,
          "", timer.imp_uid.text, std::nullopt};
}

}  // namespace

FiredTimer Apply(Tx& tx, const Timer& timer) {
  return std::visit([&tx](const auto& one) { return Execute(tx, one); }, timer);
}

bool IsCurrent(const World& world, const Timer& timer) {
  return std::visit([&world](const auto& one) { return IsPending(world, one); }, timer);
}

Result<UpcomingTimers> Handle(const View& view, const ListAgenda& query) {
  UpcomingTimers list;
  for (const sim::AgendaEntry& entry : view.agenda.ListSorted()) {
    if (!IsCurrent(view.world, entry.timer)) continue;
    ++list.total;
    if (list.entries.size() >= query.limit) continue;
    UpcomingTimer upcoming = std::visit(
        [&view](const auto& one) { return DescribeTimer(view.world, one); }, entry.timer);
    upcoming.at = entry.at;
    list.entries.push_back(std::move(upcoming));
  }
  return list;
}

}  // namespace portone::commands
