// SPDX-License-Identifier: MIT
#include "commands/schedules.h"

#include <set>
#include <utility>

#include "commands/billing_keys.h"
#include "commands/charging.h"

namespace portone::commands {
namespace {

ScheduleView ViewOf(const Ledger& ledger, const Schedule& schedule) {
  ScheduleView view{schedule, std::nullopt};
  if (schedule.imp_uid) view.payment_status = ledger.payments.Find(*schedule.imp_uid)->status;
  return view;
}

Result<Done> CheckEntry(const View& view, const ScheduleEntry& entry) {
  const MerchantUid& merchant_uid = entry.order.merchant_uid;
  const Schedule* earlier = view.ledger.schedules.Find(merchant_uid);
  if (earlier != nullptr && earlier->status != ScheduleStatus::kRevoked) {
    return errors::ScheduleUidTaken(merchant_uid);
  }
  PORTONE_TRY([[maybe_unused]] const Done uid_free, CheckMerchantUid(view, merchant_uid));
  if (entry.schedule_at <= view.now) return errors::ScheduleInPast(merchant_uid);
  return Done{};
}

Result<Done> CheckEntries(const View& view, const std::vector<ScheduleEntry>& entries) {
  std::set<MerchantUid> seen;
  for (const ScheduleEntry& entry : entries) {
    if (!seen.insert(entry.order.merchant_uid).second) {
      return errors::ScheduleUidTaken(entry.order.merchant_uid);
    }
    PORTONE_TRY([[maybe_unused]] const Done fits, CheckEntry(view, entry));
  }
  return Done{};
}

bool Wanted(const Schedule& schedule, const RevokeSchedules& command) {
  return schedule.status == ScheduleStatus::kScheduled &&
         (!command.customer_uid || schedule.customer_uid == *command.customer_uid);
}

/// The pending schedules that the command means, in the order they were made or named.
std::vector<ScheduleId> FindToRevoke(const ScheduleTable& schedules,
                                     const RevokeSchedules& command) {
  std::vector<ScheduleId> found;
  if (command.merchant_uids.empty() && command.customer_uid) {
    for (const ScheduleId id : schedules.Of(*command.customer_uid)) {
      if (Wanted(schedules.Get(id), command)) found.push_back(id);
    }
    return found;
  }
  std::set<MerchantUid> seen;
  for (const MerchantUid& merchant_uid : command.merchant_uids) {
    const Schedule* schedule = schedules.Find(merchant_uid);
    if (schedule != nullptr && Wanted(*schedule, command) && seen.insert(merchant_uid).second) {
      found.push_back(schedule->id);
    }
  }
  return found;
}

/// What a schedule charges on its day: the customer's key of that day, if there still is one.
Attempt AttemptOf(const Tx& tx, const Schedule& schedule) {
  Attempt attempt;
  attempt.order = schedule.order;
  attempt.customer_uid = schedule.customer_uid;
  attempt.usage = CustomerUidUsage::kScheduled;
  const BillingKey* key = tx.ledger.keys.Find(schedule.customer_uid);
  if (key == nullptr) {
    attempt.channel = {schedule.channel_key, schedule.pg, schedule.pg_id, {}};
  } else {
    attempt.channel = ChannelOfKey(tx.world, *key);
    attempt.card = key->card;
    attempt.order.buyer = Completed(attempt.order.buyer, key->customer);
  }
  return attempt;
}

/// Nobody is there to be refused, so what would refuse a charge makes it fail.
const Payment& ChargeOnItsDay(Tx& tx, const Schedule& schedule) {
  Attempt attempt = AttemptOf(tx, schedule);
  if (tx.ledger.keys.Find(schedule.customer_uid) == nullptr) {
    return RecordFailure(tx, attempt, errors::BuyerUnregistered().message);
  }
  const Result<Done> uid_free = CheckAttempts(tx.view(), schedule.order.merchant_uid);
  if (!uid_free.ok()) return RecordFailure(tx, attempt, uid_free.error().message);
  const Result<Done> chargeable = CheckCharge(attempt.channel, attempt.order);
  if (!chargeable.ok()) return RecordFailure(tx, attempt, chargeable.error().message);
  const Result<Done> unharmed = MeetFaults(tx, attempt, true);
  if (!unharmed.ok()) return RecordFailure(tx, attempt, unharmed.error().message);
  return Charge(tx, attempt);
}

}  // namespace

Result<std::vector<ScheduleView>> Apply(Tx& tx, const RegisterSchedules& command) {
  const BillingKey* key = tx.ledger.keys.Find(command.customer_uid);
  if (key == nullptr && !command.card) return errors::ScheduleCustomerUnregistered();
  PORTONE_TRY([[maybe_unused]] const Done fits, CheckEntries(tx.view(), command.entries));
  if (key == nullptr) {
    PORTONE_TRY(const AcceptedCard accepted, PresentCard(tx.world, command.channel, *command.card,
                                                         true, errors::ScheduleCardRefused));
    PORTONE_TRY([[maybe_unused]] const Done unharmed,
                MeetIssueFaults(tx, command.customer_uid, accepted, errors::ScheduleCardRefused));
    key = &StoreKey(tx, command.customer_uid, accepted, command.customer);
  }

  std::vector<ScheduleView> views;
  for (const ScheduleEntry& entry : command.entries) {
    Schedule schedule;
    schedule.customer_uid = command.customer_uid;
    schedule.order = entry.order;
    schedule.order.buyer = Completed(schedule.order.buyer, key->customer);
    if (!schedule.order.name) {
      schedule.order.name = DefaultScheduleName(command.customer_uid, entry.schedule_at);
    }
    schedule.schedule_at = entry.schedule_at;
    schedule.channel_key = key->channel_key;
    schedule.pg = key->pg;
    schedule.pg_id = key->pg_id;
    const Schedule& stored = tx.ledger.schedules.Insert(std::move(schedule));
    tx.agenda.Put(stored.schedule_at, ChargeSchedule{stored.id, tx.tier});
    views.push_back(ViewOf(tx.ledger, stored));
  }
  return views;
}

Result<std::vector<ScheduleView>> Apply(Tx& tx, const RevokeSchedules& command) {
  const std::vector<ScheduleId> ids = FindToRevoke(tx.ledger.schedules, command);
  if (ids.empty()) return errors::NothingToUnschedule();
  std::vector<ScheduleView> views;
  for (const ScheduleId id : ids) {
    const Schedule& revoked = tx.ledger.schedules.Update(id, [&tx](Schedule& schedule) {
      schedule.status = ScheduleStatus::kRevoked;
      schedule.revoked_at = tx.now;
    });
    views.push_back(ViewOf(tx.ledger, revoked));
  }
  return views;
}

Result<ScheduleView> Answer(const View& view, const FindSchedule& query) {
  const Schedule* schedule = view.ledger.schedules.Find(query.merchant_uid);
  if (schedule == nullptr) return errors::ScheduleNotFound();
  return ViewOf(view.ledger, *schedule);
}

Fired Execute(Tx& tx, const ChargeSchedule& due) {
  const Schedule& schedule = tx.ledger.schedules.Get(due.schedule);
  const Payment& payment = ChargeOnItsDay(tx, schedule);
  tx.ledger.schedules.Update(due.schedule, [&](Schedule& executed) {
    executed.status = ScheduleStatus::kExecuted;
    executed.executed_at = tx.now;
    executed.imp_uid = payment.imp_uid;
    executed.fail_reason = payment.fail_reason;
  });
  TellOf(tx, payment);
  return {tx.now, kChargeSchedule, schedule.order.merchant_uid.text, payment.imp_uid.text,
          std::string(StatusText(payment.status))};
}

}  // namespace portone::commands
