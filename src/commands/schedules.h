// SPDX-License-Identifier: MIT
// Charges that the service makes by itself: registering, revoking and reading them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/error.h"
#include "domain/merchant.h"
#include "domain/schedule.h"

namespace portone::commands {

/// A schedule and what became of its payment: a refund shows here too.
struct ScheduleView {
  Schedule schedule;
  std::optional<PaymentStatus> payment_status;
};
ScheduleView ViewOf(const Ledger& ledger, const Schedule& schedule);

/// Puts a pending schedule on the agenda; one whose time has passed is due now.
void Plan(Tx& tx, const Schedule& schedule);

struct ScheduleEntry {
  Order order;
  Instant schedule_at;
};

/// Registers charges, all or none. A customer without a key needs a card, which is issued first. A
/// checking amount is then charged and given back. Refused, in this order:
/// ScheduleCustomerUnregistered; for each entry ScheduleUidTaken, MerchantUidUsed, ScheduleInPast
/// (unless a switch has such ones run at once); with a card UnknownChannel, IssueUnsupported,
/// ScheduleCardRefused, FaultInjected; with a checking amount as ChargeToCheck.
// FIDELITY: schedule
struct RegisterSchedules {
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

/// Revokes pending schedules: the named ones, all of a customer, or the named ones of a customer.
/// Returns those revoked. Refused: NothingToUnschedule.
// FIDELITY: unschedule
struct RevokeSchedules {
  std::optional<CustomerUid> customer_uid;
  std::vector<MerchantUid> merchant_uids;  ///< empty: all of the customer's
};
Result<std::vector<ScheduleView>> Apply(Tx& tx, const RevokeSchedules& command);

/// The latest schedule under an order number. Refused: ScheduleNotFound.
struct FindSchedule {
  MerchantUid merchant_uid;
};
Result<ScheduleView> Answer(const View& view, const FindSchedule& query);

}  // namespace portone::commands
