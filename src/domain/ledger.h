// SPDX-License-Identifier: MIT
// The data of one merchant: payments with their product orders, billing keys, schedules, prepared
// amounts, certifications, cash receipts, the members of its quick pay, buyers' points. Each
// sub-merchant of an agency has its own ledger.
#pragma once

#include "domain/billing_key_table.h"
#include "domain/certification_table.h"
#include "domain/payment_table.h"
#include "domain/pending_table.h"
#include "domain/point_account.h"
#include "domain/prepared_amount.h"
#include "domain/product_order_table.h"
#include "domain/quick_pay.h"
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
  ProductOrderTable product_orders;
  QuickPay quick_pay;
  BenepiaAccounts benepia_accounts;
  ReceiptTable receipts;

  /// Whether the ledger has payments, keys, schedules, certifications, cash receipts or members:
  /// something with a date.
  bool HasHistory() const {
    return !payments.All().empty() || !keys.All().empty() || !schedules.All().empty() ||
           !certifications.empty() || !quick_pay.empty() || !receipts.empty();
  }
};

}  // namespace portone
