// SPDX-License-Identifier: MIT
// Copies of all payments, schedules, webhook deliveries, certifications, cash receipts,
// product orders and members
// of a quick pay, for checking test expectations.
#pragma once

#include <vector>

#include "commands/quick_members.h"
#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/payment.h"
#include "domain/product_order.h"
#include "domain/receipt.h"
#include "domain/result.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

struct RecordCopies {
  std::vector<Payment> payments;               ///< oldest first, ledger by ledger
  std::vector<ScheduleView> schedules;         ///< oldest first, ledger by ledger
  std::vector<WebhookDelivery> deliveries;     ///< oldest first; only those still in the log
  std::vector<Certification> certifications;   ///< oldest first, ledger by ledger
  std::vector<Receipt> receipts;               ///< oldest first, ledger by ledger
  std::vector<ProductOrder> product_orders;    ///< oldest first, ledger by ledger
  std::vector<QuickMemberView> quick_members;  ///< by name, ledger by ledger
};

/// Copies the requested lists only. Never refused.
struct CopyRecords {
  bool include_payments = false;
  bool include_schedules = false;
  bool include_deliveries = false;
  bool include_certifications = false;
  bool include_receipts = false;
  bool include_product_orders = false;
  bool include_quick_members = false;
};
Result<RecordCopies> Handle(const View& view, const CopyRecords& query);

}  // namespace portone::commands
