// SPDX-License-Identifier: MIT
#include "commands/record_copies.h"

#include <utility>

namespace portone::commands {
namespace {

/// The preparations and autopay keys of a quick pay.
void AppendQuickPay(const QuickPay& quick_pay, const CopyRecords& query, RecordCopies& copies) {
  if (query.include_quick_preparations) {
    for (const auto& [merchant_uid, preparation] : quick_pay.preparations)
      copies.quick_preparations.push_back(preparation);
  }
  if (query.include_autopay_keys) {
    for (const auto& [customer_uid, key] : quick_pay.autopay_keys)
      copies.autopay_keys.push_back(key);
  }
}

/// The records whose views are computed from other records.
void AppendViews(const Ledger& ledger, const CopyRecords& query, RecordCopies& copies) {
  if (query.include_benepia_accounts) {
    for (const auto& [user, account] : ledger.benepia_accounts)
      copies.benepia_accounts.push_back(MakeBenepiaAccountView(ledger, account));
  }
  if (!query.include_partner_sales) return;
  for (const Payment& payment : ledger.payments.All()) {
    for (PartnerSaleView& sale : MakePartnerSaleViews(payment))
      copies.partner_sales.push_back(std::move(sale));
  }
}

void Append(const Ledger& ledger, const CopyRecords& query, RecordCopies& copies) {
  if (query.include_payments) {
    const auto& payments = ledger.payments.All();
    copies.payments.insert(copies.payments.end(), payments.begin(), payments.end());
  }
  if (query.include_certifications) {
    for (const auto& [position, certification] : ledger.certifications.All())
      copies.certifications.push_back(certification);
  }
  if (query.include_receipts) {
    const auto& receipts = ledger.receipts.All();
    copies.receipts.insert(copies.receipts.end(), receipts.begin(), receipts.end());
  }
  if (query.include_product_orders) {
    for (const auto& [position, order] : ledger.product_orders.All())
      copies.product_orders.push_back(order);
  }
  if (query.include_quick_members) {
    for (const auto& [key, member] : ledger.quick_pay.members)
      copies.quick_members.push_back(MakeQuickMemberView(ledger, member));
  }
  AppendQuickPay(ledger.quick_pay, query, copies);
  AppendViews(ledger, query, copies);
  if (!query.include_schedules) return;
  copies.schedules.reserve(copies.schedules.size() + ledger.schedules.All().size());
  for (const Schedule& schedule : ledger.schedules.All())
    copies.schedules.push_back(MakeScheduleView(ledger, schedule));
}

}  // namespace

Result<RecordCopies> Handle(const View& view, const CopyRecords& query) {
  const World& world = view.world;
  RecordCopies copies;
  for (const auto& [tier, ledger] : world.Ledgers())
    Append(ledger, query, copies);
  if (query.include_deliveries) {
    copies.deliveries.assign(world.deliveries.All().begin(), world.deliveries.All().end());
  }
  return copies;
}

}  // namespace portone::commands
