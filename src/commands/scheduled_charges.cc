// SPDX-License-Identifier: MIT
#include "commands/scheduled_charges.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/schedule_changes.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr std::chrono::hours kDay{24};

/// The charge of a schedule, with the customer's current key, if it still exists.
ChargeAttempt MakeAttempt(const Tx& tx, const Schedule& schedule) {
  ChargeAttempt attempt;
  attempt.order = schedule.order;
  attempt.customer_uid = schedule.customer_uid;
  attempt.usage = CustomerUidUsage::kScheduled;
  const BillingKey* key = tx.ledger.keys.Find(schedule.customer_uid);
  if (key == nullptr) {
    attempt.channel = {schedule.channel_key, schedule.pg, schedule.pg_id, {}};
    const GatewayRules* rules = gateways::Find(schedule.pg.text);
    if (rules != nullptr) attempt.pays_with = rules->payment_means.default_source;
  } else {
    attempt.channel = GetKeyChannel(tx.world, *key);
    attempt.card = key->card;
    attempt.pays_with = key->pays_with.value_or(FundingSource::kCard);
    attempt.emb_pg_provider = key->emb_pg_provider;
    attempt.order.buyer = MergeBuyers(attempt.order.buyer, key->customer);
  }
  return attempt;
}

/// Even with merchant_uid_reuse: strict, a failed schedule does not block its own retry.
Result<Done> CheckMerchantUidFree(const View& view, const Schedule& schedule) {
  const MerchantUid& merchant_uid = schedule.order.merchant_uid;
  return schedule.attempted ? CheckUnpaid(view, merchant_uid)
                            : CheckMerchantUidReuse(view, merchant_uid);
}

/// Runs the gateway's checks before the charge, and sets `deferred_result` if it confirms the
/// charge later.
Result<Done> CheckGateway(Tx& tx, ChargeAttempt& attempt) {
  GatewayRequest request =
      MakeGatewayRequest(tx, Operation::kScheduledCharge, attempt.channel, attempt.order);
  request.customer_uid = &*attempt.customer_uid;
  request.key = tx.ledger.keys.Find(*attempt.customer_uid);
  attempt.deferred_result = gateways::Get(attempt.channel.pg).deferred_result(request);
  return CheckKeyCharge(request);
}

/// There is no caller to refuse, so every refusal is recorded as a failed payment.
const Payment& ChargeDueSchedule(Tx& tx, const Schedule& schedule) {
  ChargeAttempt attempt = MakeAttempt(tx, schedule);
  if (tx.ledger.keys.Find(schedule.customer_uid) == nullptr) {
    return RecordFailure(tx, std::move(attempt), errors::BuyerUnregistered().message);
  }
  const Result<Done> merchant_uid_free = CheckMerchantUidFree(tx.view(), schedule);
  if (!merchant_uid_free.ok())
    return RecordFailure(tx, std::move(attempt), merchant_uid_free.error().message);
  const Result<Done> chargeable = CheckGateway(tx, attempt);
  if (!chargeable.ok()) return RecordFailure(tx, std::move(attempt), chargeable.error().message);
  const Result<Done> applied = ApplyFaultToAttempt(tx, attempt, true);
  if (!applied.ok()) return RecordFailure(tx, std::move(attempt), applied.error().message);
  return Charge(tx, std::move(attempt));
}

/// Plans the recovery of the day's failures when the first of them occurs, once.
void PlanRecovery(Tx& tx) {
  const std::optional<int> hour = tx.world.merchant.recovery_hour;
  if (!hour) return;
  const Instant day = GetKoreanMidnight(tx.now);
  if (tx.ledger.schedules.ListFailed(day, day + kDay, 2).size() != 1) return;
  // After a retry, there may be a first failure again.
  const bool is_planned = tx.agenda.Contains([&](const sim::AgendaEntry& entry) {
    const auto* recovery = std::get_if<RecoverSchedules>(&entry.timer);
    return recovery != nullptr && recovery->day == day && recovery->tier == tx.tier;
  });
  if (is_planned) return;
  tx.agenda.Put(day + kDay + std::chrono::hours{*hour}, RecoverSchedules{day, tx.tier});
}

/// Records the result in the schedule and sends the webhook.
const Payment& RecordExecution(Tx& tx, ScheduleId id, const Payment& payment) {
  const Schedule& executed = tx.ledger.schedules.Update(id, [&](Schedule& schedule) {
    schedule.status = ScheduleStatus::kExecuted;
    schedule.executed_at = tx.now;
    schedule.revoked_at.reset();
    schedule.imp_uid = payment.imp_uid;
    schedule.fail_reason = payment.fail_reason;
    schedule.attempted = true;
    ++schedule.revision;
  });
  if (executed.fail_reason && !executed.recovery_done) PlanRecovery(tx);
  // If the gateway confirms later, the webhook follows the pingback.
  return tx.ledger.pending.HasCharge(payment.imp_uid) ? payment : SendPaymentWebhook(tx, payment);
}

}  // namespace

FiredTimer Execute(Tx& tx, const ChargeSchedule& timer) {
  const Schedule& schedule = tx.ledger.schedules.Get(timer.schedule);
  const Payment& payment = RecordExecution(tx, timer.schedule, ChargeDueSchedule(tx, schedule));
  return {tx.now,
          ChargeSchedule::kName,
          schedule.order.merchant_uid.text,
          payment.imp_uid.text,
          std::string(Name(payment.status)),
          DescribeOutcome(payment)};
}

FiredTimer Execute(Tx& tx, const RecoverSchedules& timer) {
  ScheduleTable& schedules = tx.ledger.schedules;
  std::size_t count = 0;
  for (const ScheduleId id :
       schedules.ListFailed(timer.day, timer.day + kDay, std::numeric_limits<std::size_t>::max())) {
    const Schedule& schedule = schedules.Update(id, [](Schedule& updated) {
      updated.recovery_done = true;
      ++updated.revision;
    });
    if (!CheckUnpaid(tx.view(), schedule.order.merchant_uid).ok()) continue;
    tx.agenda.Put(tx.now, ChargeSchedule{id, tx.tier, schedule.revision});
    ++count;
  }
  return {tx.now, RecoverSchedules::kName, "", "", std::to_string(count) + " to retry"};
}

Result<Payment> Apply(Tx& tx, const RetrySchedule& command) {
  PORTONE_TRY(const Schedule* schedule, FindRetryableSchedule(tx.view(), command.merchant_uid));
  if (tx.ledger.keys.Find(schedule->customer_uid) == nullptr) {
    return errors::CustomerNotFoundAs404(schedule->customer_uid);
  }
  PORTONE_RETURN_IF_ERROR(CheckMerchantUidFree(tx.view(), *schedule));
  ChargeAttempt attempt = MakeAttempt(tx, *schedule);
  attempt.user_agent = command.user_agent;
  PORTONE_RETURN_IF_ERROR(CheckGateway(tx, attempt));
  PORTONE_RETURN_IF_ERROR(ApplyFaultToAttempt(tx, attempt));
  return RecordExecution(tx, schedule->id, Charge(tx, std::move(attempt)));
}

}  // namespace portone::commands
