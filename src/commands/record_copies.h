// SPDX-License-Identifier: MIT
// Copies of all payments, schedules, webhook deliveries, certifications, cash receipts, product
// orders, records of a quick pay, points and partners' sales, for checking test expectations.
#pragma once

#include <vector>

#include "commands/quick_members.h"
#include "commands/record_views.h"
#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/payment.h"
#include "domain/product_order.h"
#include "domain/quick_pay.h"
#include "domain/receipt.h"
#include "domain/result.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

struct RecordCopies {
  std::vector<Payment> payments;                     ///< oldest first, ledger by ledger
  std::vector<ScheduleView> schedules;               ///< oldest first, ledger by ledger
  std::vector<WebhookDelivery> deliveries;           ///< oldest first; only those still in the log
  std::vector<Certification> certifications;         ///< oldest first, ledger by ledger
  std::vector<Receipt> receipts;                     ///< oldest first, ledger by ledger
  std::vector<ProductOrder> product_orders;          ///< oldest first, ledger by ledger
  std::vector<QuickMemberView> quick_members;        ///< by member_id, ledger by ledger
  std::vector<QuickPreparation> quick_preparations;  ///< by merchant_uid, ledger by ledger
  std::vector<AutopayKey> autopay_keys;              ///< by customer_uid, ledger by ledger
  std::vector<BenepiaAccountView> benepia_accounts;  ///< by user, ledger by ledger
  std::vector<PartnerSaleView> partner_sales;        ///< of the oldest payment first
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
  bool include_quick_preparations = false;
  bool include_autopay_keys = false;
  bool include_benepia_accounts = false;
  bool include_partner_sales = false;
};
Result<RecordCopies> Handle(const View& view, const CopyRecords& query);

}  // namespace portone::commands
