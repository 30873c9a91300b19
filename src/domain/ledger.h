// SPDX-License-Identifier: MIT
// The data of one merchant: payments, billing keys, schedules, prepared amounts, certifications,
// cash receipts. Each sub-merchant of an agency has its own ledger.
#pragma once

#include "domain/billing_key_table.h"
#include "domain/certification_table.h"
#include "domain/payment_table.h"
#include "domain/pending.h"
#include "domain/prepared_amount.h"
#include "domain/receipt_table.h"
#include "domain/schedule_table.h"

namespace portone {

struct Ledger {
  PaymentTable payments;
  BillingKeyTable keys;
  ScheduleTable schedules;
  PreparedAmountTable prepared_amounts;
  PendingTable pending;
  CertificationTable certifications;
  ReceiptTable receipts;

  /// Whether the ledger has payments, keys, schedules, certifications or cash receipts: something
  /// with a date.
  bool HasHistory() const {
    return !payments.All().empty() || !keys.All().empty() || !schedules.All().empty() ||
           !certifications.empty() || !receipts.empty();
  }
};

}  // namespace portone
