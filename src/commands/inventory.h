// SPDX-License-Identifier: MIT
// Copies of all payments, schedules, webhook deliveries, certifications and cash receipts, for
// checking test expectations.
#pragma once

#include <vector>

#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/payment.h"
#include "domain/receipt.h"
#include "domain/result.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

struct Inventory {
  std::vector<Payment> payments;              ///< oldest first, ledger by ledger
  std::vector<ScheduleView> schedules;        ///< oldest first, ledger by ledger
  std::vector<WebhookDelivery> deliveries;    ///< oldest first; only those still in the log
  std::vector<Certification> certifications;  ///< oldest first, ledger by ledger
  std::vector<Receipt> receipts;              ///< oldest first, ledger by ledger
};

/// Copies the requested lists only. Never refused.
struct TakeInventory {
  bool include_payments = false;
  bool include_schedules = false;
  bool include_deliveries = false;
  bool certifications = false;
  bool receipts = false;
};
Result<Inventory> Handle(const View& view, const TakeInventory& query);

}  // namespace portone::commands
