// SPDX-License-Identifier: MIT
// What one merchant has: payments, billing keys, schedules, registered amounts. A sub-merchant of
// an agency has one of its own.
#pragma once

#include "domain/billing_key_table.h"
#include "domain/payment_table.h"
#include "domain/pending.h"
#include "domain/prepared_amount.h"
#include "domain/schedule_table.h"

namespace portone {

struct Ledger {
  PaymentTable payments;
  BillingKeyTable keys;
  ScheduleTable schedules;
  RegistrationTable registrations;
  PendingTable pending;

  /// Whether nothing has been made here that bears a date.
  bool empty() const {
    return payments.All().empty() && keys.All().empty() && schedules.All().empty();
  }
};

}  // namespace portone
