// SPDX-License-Identifier: MIT
#include "commands/schedules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "commands/billing_keys.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/verification_charge.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

Result<Done> CheckEntry(const Tx& tx, const CustomerUid& customer_uid, const ScheduleEntry& entry) {
  const View view = tx.view();
  const MerchantUid& merchant_uid = entry.order.merchant_uid;
  const Schedule* earlier = view.ledger.schedules.Find(merchant_uid);
  if (earlier != nullptr && earlier->status != ScheduleStatus::kRevoked) {
    return errors::ScheduleMerchantUidTaken(merchant_uid);
  }
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(view, merchant_uid));
  // FIDELITY: past-schedule
  const bool allows_past = view.world.merchant.switches.past_schedule == PastSchedule::kRun;
  if (entry.schedule_at > view.now || allows_past) return Done{};
  tx.NoteLateSchedule(customer_uid, merchant_uid, entry.schedule_at);
  return errors::ScheduleInPast(merchant_uid);
}

Result<Done> CheckEntries(const Tx& tx, const RegisterSchedules& command) {
  std::set<MerchantUid> seen;
  for (const ScheduleEntry& entry : command.entries) {
    if (!seen.insert(entry.order.merchant_uid).second) {
      return errors::ScheduleMerchantUidTaken(entry.order.merchant_uid);
    }
    PORTONE_RETURN_IF_ERROR(CheckEntry(tx, command.customer_uid, entry));
  }
  return Done{};
}

bool IsSelected(const Schedule& schedule, const RevokeSchedules& command) {
  return schedule.status == ScheduleStatus::kScheduled &&
         (!command.customer_uid || schedule.customer_uid == *command.customer_uid);
}

/// The pending schedules that the command selects, in registration order or as listed in the
/// command.
std::vector<ScheduleId> FindSchedulesToRevoke(const ScheduleTable& schedules,
                                              const RevokeSchedules& command) {
  std::vector<ScheduleId> found;
  if (command.merchant_uids.empty() && command.customer_uid) {
    for (const ScheduleId id : schedules.FindByCustomer(*command.customer_uid)) {
      if (IsSelected(schedules.Get(id), command)) found.push_back(id);
    }
    return found;
  }
  std::set<MerchantUid> seen;
  for (const MerchantUid& merchant_uid : command.merchant_uids) {
    const Schedule* schedule = schedules.Find(merchant_uid);
    if (schedule != nullptr && IsSelected(*schedule, command) && seen.insert(merchant_uid).second) {
      found.push_back(schedule->id);
    }
  }
  return found;
}

/// Errors: ModuleNotFound (the gateway charges no keys by API), as CheckOrder for any entry.
/// Amounts are checked at charge time.
Result<Done> CheckOrders(Tx& tx, const RegisterSchedules& command, const Channel& channel,
                         const BillingKey* key) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  if (!rules.rest.charges_stored_keys) return errors::ModuleNotFound();
  for (const ScheduleEntry& entry : command.entries) {
    WarnAboutLongMerchantUid(tx, entry.order.merchant_uid);
    GatewayRequest request =
        MakeGatewayRequest(tx, Operation::kRegisterSchedule, channel, entry.order);
    request.charged_at = entry.schedule_at;
    request.customer_uid = &command.customer_uid;
    request.key = key;
    PORTONE_RETURN_IF_ERROR(CheckOrder(rules, request));
  }
  return Done{};
}

/// Presents the card of a new key for the schedules, without storing it. Errors: as PresentCard,
/// FaultInjected.
Result<AcceptedCard> PresentNewCard(Tx& tx, const RegisterSchedules& command) {
  PORTONE_TRY(
      AcceptedCard accepted,
      PresentCard(tx, command.channel,
                  {Operation::kRegisterSchedule, *command.card, command.entries.front().order,
                   &command.customer_uid, errors::ScheduleCardRefused}));
  PORTONE_RETURN_IF_ERROR(
      ApplyKeyIssuanceFaults(tx, command.customer_uid, accepted, errors::ScheduleCardRefused));
  return accepted;
}

/// The key that the schedules will charge: the customer's, or a new one for the card, stored after
/// all checks have passed. Errors: as RegisterSchedules for card, orders and checking charge.
Result<const BillingKey*> PrepareKey(Tx& tx, const RegisterSchedules& command) {
  VerificationChargeRequest verification_charge;
  verification_charge.customer_uid = command.customer_uid;
  verification_charge.user_agent = command.user_agent;
  std::optional<AcceptedCard> accepted;
  const BillingKey* key = tx.ledger.keys.Find(command.customer_uid);
  if (key == nullptr) {
    PORTONE_TRY(accepted, PresentNewCard(tx, command));
    verification_charge.channel = accepted->channel;
    verification_charge.card = accepted->card;
    verification_charge.buyer = command.customer;
  } else {
    verification_charge.channel = GetKeyChannel(tx.world, *key);
    verification_charge.card = key->card;
    verification_charge.buyer = key->customer;
  }
  PORTONE_RETURN_IF_ERROR(CheckOrders(tx, command, verification_charge.channel, key));
  if (command.checking_amount) {
    verification_charge.amount = *command.checking_amount;
    verification_charge.extra = command.entries.front().order.extra;
    PORTONE_RETURN_IF_ERROR(ChargeVerificationAmount(tx, verification_charge));
  }
  if (key == nullptr) {
    key = &StoreKey(tx, MakeKey(tx, command.customer_uid, *accepted, command.customer));
  }
  return key;
}

/// Records the first of the schedules by its time, if it is distant: a plan of years begins soon.
void NoteFirstIfDistant(const Tx& tx, const std::vector<ScheduleView>& views) {
  const auto first = std::min_element(
      views.begin(), views.end(), [](const ScheduleView& one, const ScheduleView& other) {
        return one.schedule.schedule_at < other.schedule.schedule_at;
      });
  if (first != views.end()) tx.NoteIfDistant(first->schedule);
}

}  // namespace

ScheduleView MakeScheduleView(const Ledger& ledger, const Schedule& schedule) {
  ScheduleView view{schedule, std::nullopt};
  if (schedule.imp_uid) view.payment_status = ledger.payments.Find(*schedule.imp_uid)->status;
  return view;
}

void PlanCharge(Tx& tx, const Schedule& schedule) {
  tx.agenda.Put(std::max(schedule.schedule_at, tx.now),
                ChargeSchedule{schedule.id, tx.tier, schedule.revision});
}

Result<std::vector<ScheduleView>> Apply(Tx& tx, const RegisterSchedules& command) {
  if (!command.card && tx.ledger.keys.Find(command.customer_uid) == nullptr) {
    return errors::ScheduleCustomerUnregistered();
  }
  PORTONE_RETURN_IF_ERROR(CheckEntries(tx, command));
  PORTONE_TRY(const BillingKey* key, PrepareKey(tx, command));

  std::vector<ScheduleView> views;
  for (const ScheduleEntry& entry : command.entries) {
    Schedule schedule;
    schedule.customer_uid = command.customer_uid;
    schedule.customer_id = command.customer_id;
    schedule.order = entry.order;
    schedule.order.buyer = MergeBuyers(schedule.order.buyer, key->customer);
    if (!schedule.order.name) {
      schedule.order.name = MakeDefaultScheduleName(command.customer_uid, entry.schedule_at);
    }
    schedule.schedule_at = entry.schedule_at;
    schedule.channel_key = key->channel_key;
    schedule.pg = key->pg;
    schedule.pg_id = key->pg_id;
    const Schedule& stored = tx.ledger.schedules.Insert(std::move(schedule));
    PlanCharge(tx, stored);
    views.push_back(MakeScheduleView(tx.ledger, stored));
  }
  NoteFirstIfDistant(tx, views);
  return views;
}

Result<std::vector<ScheduleView>> Apply(Tx& tx, const RevokeSchedules& command) {
  const std::vector<ScheduleId> ids = FindSchedulesToRevoke(tx.ledger.schedules, command);
  if (ids.empty()) return errors::NothingToUnschedule();
  std::vector<ScheduleView> views;
  for (const ScheduleId id : ids) {
    const Schedule& revoked = tx.ledger.schedules.Update(id, [&tx](Schedule& schedule) {
      schedule.status = ScheduleStatus::kRevoked;
      schedule.revoked_at = tx.now;
      ++schedule.revision;
    });
    views.push_back(MakeScheduleView(tx.ledger, revoked));
  }
  return views;
}

Result<ScheduleView> Handle(const View& view, const FindSchedule& query) {
  const Schedule* schedule = view.ledger.schedules.Find(query.merchant_uid);
  if (schedule == nullptr) return errors::ScheduleNotFound();
  return MakeScheduleView(view.ledger, *schedule);
}

}  // namespace portone::commands
