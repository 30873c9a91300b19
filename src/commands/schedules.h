// SPDX-License-Identifier: MIT
// Scheduled payments: registering, revoking and reading schedules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/merchant.h"
#include "domain/result.h"
#include "domain/schedule.h"

namespace portone::commands {

/// A schedule and the current status of its payment, including later refunds.
struct ScheduleView {
  Schedule schedule;
  std::optional<PaymentStatus> payment_status;
};
ScheduleView MakeScheduleView(const Ledger& ledger, const Schedule& schedule);

/// Puts a pending schedule on the agenda. If its time has passed, it is due now.
void PlanCharge(Tx& tx, const Schedule& schedule);

struct ScheduleEntry {
  Order order;
  Instant schedule_at;
};

/// Registers scheduled charges, all or none. A customer without a key needs a card, for which a key
/// is issued first. A checking amount is then charged and refunded. Errors, in this order:
/// ScheduleCustomerUnregistered; for each entry ScheduleMerchantUidTaken, MerchantUidUsed,
/// ScheduleInPast (unless a switch makes past schedules run at once); with a card as PresentCard
/// with ScheduleCardRefused, FaultInjected; ModuleNotFound (the gateway charges no keys by API);
/// with a checking amount as ChargeVerificationAmount.
// FIDELITY: schedule
struct RegisterSchedules {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  CustomerUid customer_uid;
  std::vector<ScheduleEntry> entries;
  std::optional<CardInput> card;
  ChannelChoice channel;
  Buyer customer;
  std::optional<std::string> customer_id;
  std::optional<Money> checking_amount;  ///< more than zero
  std::optional<std::string> user_agent;
};
Result<std::vector<ScheduleView>> Apply(Tx& tx, const RegisterSchedules& command);

/// Revokes pending schedules: by order number, all of a customer, or those of a customer with the
/// given order numbers. Returns the revoked ones. Errors: NothingToUnschedule.
// FIDELITY: unschedule
struct RevokeSchedules {
  std::optional<CustomerUid> customer_uid;
  std::vector<MerchantUid> merchant_uids;  ///< empty: all schedules of the customer
};
Result<std::vector<ScheduleView>> Apply(Tx& tx, const RevokeSchedules& command);

/// The latest schedule under an order number. Errors: ScheduleNotFound.
struct FindSchedule {
  MerchantUid merchant_uid;
};
Result<ScheduleView> Handle(const View& view, const FindSchedule& query);

}  // namespace portone::commands
