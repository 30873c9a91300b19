// SPDX-License-Identifier: MIT
// What a sandbox starts with besides its settings: what a scenario gives it, or what a snapshot has
// kept. Plain values, in the order in which they were made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/billing_key.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/payment_table.h"
#include "domain/pending.h"
#include "domain/prepared_amount.h"
#include "domain/schedule.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"

namespace portone {

/// What is empty of an entry, or a time at the epoch, is filled in when the sandbox starts, as
/// commands/initial_state.h says. A payment with a sequence and a key with `updated` are whole: of
/// them nothing is guessed.
struct LedgerBeginning {
  std::vector<BillingKey> keys;                            ///< no two of one customer
  std::map<CustomerUid, std::vector<std::string>> claims;  ///< what keys occupy at gateways
  std::vector<Payment> payments;                           ///< no two with one imp_uid
  std::vector<Schedule> schedules;                         ///< numbered from 1 in this order
  std::vector<Registration> registrations;                 ///< no two of one order number
  std::vector<std::pair<ImpUid, PendingCharge>> charges;   ///< of payments above
  std::vector<std::pair<ImpUid, PendingCancellation>> cancellations;  ///< the same
  PaymentTieBreaks order;
};

struct Planned {
  Instant at;
  Due due;
};

struct Beginning {
  std::map<TierCode, LedgerBeginning> ledgers;
  /// In the order in which it happens. What it does not name of the ledgers' schedules and virtual
  /// accounts, and without it the recovery of failed charges, is planned besides.
  std::optional<std::vector<Planned>> agenda;
  std::vector<Delivery> deliveries;   ///< their ids grow by one
  std::vector<DeliveryId> held_back;  ///< of these
  std::uint64_t tokens_issued = 0;
};

}  // namespace portone
