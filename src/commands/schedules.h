// SPDX-License-Identifier: MIT
// Charges that the service makes by itself: registering, revoking, reading and executing them.
#pragma once

#include <optional>
#include <vector>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/due.h"
#include "domain/error.h"
#include "domain/merchant.h"
#include "domain/schedule.h"

namespace portone::commands {

/// A schedule and what became of its payment: a refund shows here too.
struct ScheduleView {
  Schedule schedule;
  std::optional<PaymentStatus> payment_status;
};

struct ScheduleEntry {
  Order order;
  Instant schedule_at;
};

/// Registers charges, all or none. A customer without a key needs a card, which is issued first.
/// Refused, in this order: ScheduleCustomerUnregistered; for each entry ScheduleUidTaken,
/// MerchantUidUsed, ScheduleInPast; UnknownChannel, IssueUnsupported, ScheduleCardRefused; with a
/// card FaultInjected.
// FIDELITY: schedule
struct RegisterSchedules {
  CustomerUid customer_uid;
  std::vector<ScheduleEntry> entries;
  std::optional<CardInput> card;
  ChannelChoice channel;
  Buyer customer;
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

/// Executes a schedule whose time has come and tells of the payment, paid or failed.
/// REQUIRES: it is still pending, and `tx` is for its ledger.
// FIDELITY: scheduled-charge
Fired Execute(Tx& tx, const ChargeSchedule& due);

}  // namespace portone::commands
