// SPDX-License-Identifier: MIT
// Lists for tests: payments, virtual accounts, slips, schedules, billing keys, certifications, cash
// receipts, records of a quick pay, points and partners' sales of the merchant and of all
// sub-merchants, in pages. The lists that the V1 API has are in payment_lists.h, schedule_lists.h
// and customers.h.
#pragma once

#include <optional>

#include "commands/page.h"
#include "commands/quick_members.h"
#include "commands/record_views.h"
#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/certification.h"
#include "domain/payment.h"
#include "domain/product_order.h"
#include "domain/quick_pay.h"
#include "domain/receipt.h"
#include "domain/result.h"

namespace portone::commands {

/// What all lists filter by; an absent filter matches everything.
struct RecordFilter {
  std::optional<TierCode> tier;  ///< one ledger instead of all
  std::optional<MerchantUid> merchant_uid;
  std::optional<CustomerUid> customer_uid;
  std::optional<Instant> from;  ///< the list's time is this or later
  std::optional<Instant> to;    ///< the list's time is earlier than this

  bool IsWithin(Instant time) const { return (!from || *from <= time) && (!to || time < *to); }
};

/// The order of a list by its time, and the requested page. A page beyond the end is empty.
struct ListRequest {
  SortDirection direction = SortDirection::kDescending;  ///< the latest first
  PageRequest page;
};

/// A record and the sub-merchant that it belongs to.
template <class T>
struct TierRecord {
  TierCode tier;
  T record;
};

/// Payments by the start of the attempt. Never refused.
struct ListAllPayments {
  RecordFilter filter;
  std::optional<PaymentStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListAllPayments& query);

/// Payments that have a virtual account, by the time when it was issued. Never refused.
struct ListVirtualAccounts {
  RecordFilter filter;
  std::optional<PaymentStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListVirtualAccounts& query);

/// Escrow payments by the start of the attempt. Never refused.
struct ListEscrows {
  RecordFilter filter;
  std::optional<EscrowStatus> status;  ///< of a delivery
  ListRequest list;
};
Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListEscrows& query);

/// Members of quick pays by the time of their registration. A member belongs to no order and no
/// customer. Never refused.
struct ListQuickMembers {
  RecordFilter filter;
  ListRequest list;
};
Result<Page<TierRecord<QuickMemberView>>> Handle(const View& view, const ListQuickMembers& query);

/// Prepared operations on prepaid money by the time when they were prepared or last changed. None
/// belongs to a customer. Never refused.
struct ListQuickPreparations {
  RecordFilter filter;
  ListRequest list;
};
Result<Page<TierRecord<QuickPreparation>>> Handle(const View& view,
                                                  const ListQuickPreparations& query);

/// Autopay keys by the time when they were issued. None belongs to an order. Never refused.
struct ListAutopayKeys {
  RecordFilter filter;
  ListRequest list;
};
Result<Page<TierRecord<AutopayKey>>> Handle(const View& view, const ListAutopayKeys& query);

/// Buyers' points at Benepia by the buyers' names, ledger by ledger. An account has no time, no
/// order and no customer, so nothing but the sub-merchant filters it, and the direction is
/// ignored. Never refused.
struct ListBenepiaAccounts {
  RecordFilter filter;
  ListRequest list;
};
Result<Page<TierRecord<BenepiaAccountView>>> Handle(const View& view,
                                                    const ListBenepiaAccounts& query);

/// Sales of partners by the start of the attempt to pay for them. Never refused.
struct ListPartnerSales {
  RecordFilter filter;
  ListRequest list;
};
Result<Page<TierRecord<PartnerSaleView>>> Handle(const View& view, const ListPartnerSales& query);

/// Payments that have a slip for a convenience store, by the start of the attempt. Never refused.
struct ListStoreSlips {
  RecordFilter filter;
  std::optional<PaymentStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListStoreSlips& query);

/// Schedules by the time of their charge. Never refused.
struct ListAllSchedules {
  RecordFilter filter;
  std::optional<ScheduleStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<ScheduleView>>> Handle(const View& view, const ListAllSchedules& query);

/// Certifications by the time of their request. None has a customer_uid. Never refused.
struct ListCertifications {
  RecordFilter filter;
  std::optional<CertificationStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<Certification>>> Handle(const View& view, const ListCertifications& query);

/// Product orders by the time of the payment. None has a customer_uid. Never refused.
struct ListAllProductOrders {
  RecordFilter filter;
  std::optional<ProductOrderStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<ProductOrder>>> Handle(const View& view, const ListAllProductOrders& query);

/// Cash receipts by the time when they were issued or requested. None has a customer_uid.
/// Never refused.
struct ListReceipts {
  RecordFilter filter;
  std::optional<ReceiptStatus> status;
  ListRequest list;
};
Result<Page<TierRecord<Receipt>>> Handle(const View& view, const ListReceipts& query);

/// A billing key and how often its customer has been charged.
struct BillingKeyView {
  BillingKey key;
  std::size_t payment_count = 0;  ///< attempts with its customer_uid, also those of earlier keys
};

/// Billing keys by the time when they were last issued. An order number selects the customers who
/// have a payment or a schedule under it. Never refused.
struct ListBillingKeys {
  RecordFilter filter;
  std::optional<CardOutcome> charge_outcome;  ///< what the card does
  ListRequest list;
};
Result<Page<TierRecord<BillingKeyView>>> Handle(const View& view, const ListBillingKeys& query);

}  // namespace portone::commands
