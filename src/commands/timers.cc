// SPDX-License-Identifier: MIT
#include "commands/timers.h"

#include <utility>

#include "commands/initial_state.h"
#include "commands/pingbacks.h"
#include "commands/scheduled_charges.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"

namespace portone::commands {
namespace {

FiredTimer Execute(Tx& tx, const AttemptWebhook& timer) {
  const WebhookDelivery* delivery = tx.world.deliveries.Find(timer.delivery_id);
  FiredTimer fired{tx.now, AttemptWebhook::kName, "", "", std::string(kDroppedOutcome)};
  if (delivery == nullptr) return fired;  // dropped from the log in the meantime
  fired.merchant_uid = delivery->event.merchant_uid.text;
  fired.imp_uid = delivery->event.imp_uid.text;
  if (delivery->state == WebhookDeliveryState::kDropped) {
    tx.side_effects.unsent.push_back({delivery->event, true});
    return fired;
  }
  tx.outbox.push_back({delivery->id, timer.trigger, tx.world.generation, delivery->event,
                       delivery->url, delivery->format, tx.world.merchant.webhook.headers});
  fired.outcome = "sent";
  return fired;
}

// Whether a timer still has something to do. Each must be false when the record that the timer
// names does not exist, unless its Execute and DescribeTimer check for that: otherwise they read
// the record unchecked.

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
  const WebhookDelivery* delivery = world.deliveries.Find(timer.delivery_id);
  const bool delivered = delivery != nullptr && delivery->state == WebhookDeliveryState::kDelivered;
  return timer.trigger != AttemptTrigger::kRetry || !delivered;
}

bool IsPending(const World& world, const ExpireVbank& timer) {
  return commands::IsPending(world.GetLedger(timer.tier), timer);
}

bool IsPending(const World& world, const ExpireSlip& timer) {
  return commands::IsPending(world.GetLedger(timer.tier), timer);
}

bool IsPending(const World& world, const Pingback& timer) {
  return commands::IsPending(world.GetLedger(timer.tier), timer);
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
  UpcomingTimer upcoming{{}, AttemptWebhook::kName, "", "", "", timer.delivery_id};
  if (const WebhookDelivery* delivery = world.deliveries.Find(timer.delivery_id)) {
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

UpcomingTimer DescribeTimer(const World& world, const ExpireSlip& timer) {
  const Payment* payment = world.GetLedger(timer.tier).payments.Find(timer.imp_uid);
  return {{}, ExpireSlip::kName,  payment->order.merchant_uid.text,
          "", timer.imp_uid.text, std::nullopt};
}

UpcomingTimer DescribeTimer(const World& world, const Pingback& timer) {
  const Payment* payment = world.GetLedger(timer.tier).payments.Find(timer.imp_uid);
  return {{}, Pingback::kName,    payment->order.merchant_uid.text,
          "", timer.imp_uid.text, std::nullopt};
}

// Why an initial state cannot have a timer. A timer that passes may still be stale: stale timers
// are dropped when loaded.

using Problem = std::optional<std::string>;

Problem ValidateKind(const InitialState& initial_state, const ChargeSchedule& timer) {
  const auto ledger = initial_state.ledgers.find(timer.tier);
  const std::size_t count =
      ledger == initial_state.ledgers.end() ? 0 : ledger->second.schedules.size();
  if (timer.schedule >= 1 && timer.schedule <= count) return std::nullopt;
  return "the agenda names an unknown schedule: " + std::to_string(timer.schedule);
}

Problem ValidateKind(const InitialState& /*initial_state*/, const RecoverSchedules& /*timer*/) {
  return std::nullopt;
}

/// The ids of deliveries are consecutive.
Problem ValidateKind(const InitialState& initial_state, const AttemptWebhook& timer) {
  const auto& deliveries = initial_state.deliveries;
  const WebhookDeliveryId id = timer.delivery_id;
  const bool exists =
      !deliveries.empty() && id >= deliveries.front().id && id <= deliveries.back().id;
  if (exists) return std::nullopt;
  return "the agenda names an unknown delivery: " + std::to_string(id);
}

Problem ValidateKind(const InitialState& /*initial_state*/, const ExpireVbank& /*timer*/) {
  return std::nullopt;
}

Problem ValidateKind(const InitialState& /*initial_state*/, const ExpireSlip& /*timer*/) {
  return std::nullopt;
}

Problem ValidateKind(const InitialState& /*initial_state*/, const Pingback& /*timer*/) {
  return std::nullopt;
}

}  // namespace

FiredTimer Apply(Tx& tx, const Timer& timer) {
  return std::visit([&tx](const auto& concrete_timer) { return Execute(tx, concrete_timer); },
                    timer);
}

bool IsPending(const World& world, const Timer& timer) {
  return std::visit(
      [&world](const auto& concrete_timer) { return IsPending(world, concrete_timer); }, timer);
}

std::optional<std::string> ValidateTimer(const InitialState& initial_state, const Timer& timer) {
  return std::visit(
      [&initial_state](const auto& concrete_timer) {
        return ValidateKind(initial_state, concrete_timer);
      },
      timer);
}

Result<UpcomingTimers> Handle(const View& view, const ListAgenda& query) {
  UpcomingTimers list;
  for (const sim::AgendaEntry& entry : view.agenda.ListSorted()) {
    if (!IsPending(view.world, entry.timer)) continue;
    ++list.total;
    if (list.entries.size() >= query.limit) continue;
    UpcomingTimer upcoming = std::visit(
        [&view](const auto& concrete_timer) { return DescribeTimer(view.world, concrete_timer); },
        entry.timer);
    upcoming.at = entry.at;
    list.entries.push_back(std::move(upcoming));
  }
  return list;
}

Result<std::size_t> Handle(const View& view, const CountTimers& /*query*/) {
  return view.agenda.size();
}

}  // namespace portone::commands
