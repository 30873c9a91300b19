// SPDX-License-Identifier: MIT
// Payment lists: by ids, by order number and by status.
#pragma once

#include <optional>
#include <vector>

#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/calendar.h"
#include "domain/payment.h"
#include "domain/payment_table.h"
#include "domain/result.h"

namespace portone::commands {

/// Payments by imp_uid or merchant_uid, newest first and without duplicates. An order number
/// selects its newest attempt. Errors: PaymentNotFound, when none is found.
// FIDELITY: payment-lists
struct FindPayments {
  std::vector<ImpUid> imp_uids;
  std::vector<MerchantUid> merchant_uids;
};
Result<LookupResult<Payment>> Handle(const View& view, const FindPayments& query);

/// A page of the attempts under an order number. Errors, in this order: PaymentNotFound, when
/// there is none; PageBeyondEnd.
struct ListAttempts {
  MerchantUid merchant_uid;
  StatusSet statuses = StatusSet::All();
  SortOrder sort_order;
  PageRequest page;
};
Result<Page<Payment>> Handle(const View& view, const ListAttempts& query);

/// A page of the payments that reached their current status between `from` and `to`. `to` defaults
/// to now, and the range is limited to the 90 days before `to`. Errors: PageBeyondEnd.
// FIDELITY: payment-lists
struct ListPaymentsByStatus {
  StatusSet statuses = StatusSet::All();
  std::optional<Instant> from;
  std::optional<Instant> to;
  SortOrder sort_order;
  PageRequest page;
};
Result<Page<Payment>> Handle(const View& view, const ListPaymentsByStatus& query);

}  // namespace portone::commands
