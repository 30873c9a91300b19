// SPDX-License-Identifier: MIT
// Several payments at once: by their ids, by their order number, by their status.
#pragma once

#include <optional>
#include <vector>

#include "commands/found.h"
#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/calendar.h"
#include "domain/error.h"
#include "domain/payment.h"
#include "domain/payment_table.h"

namespace portone::commands {

/// Payments by either id, each once, the newest first; of an order number its newest attempt.
/// Refused: PaymentNotFound, when none of them is there.
// FIDELITY: payment-lists
struct FindPayments {
  std::vector<ImpUid> imp_uids;
  std::vector<MerchantUid> merchant_uids;
};
Result<Found<Payment>> Answer(const View& view, const FindPayments& query);

/// A page of the attempts under an order number. Refused: PaymentNotFound, when there is none;
/// PageBeyondEnd.
struct ListAttempts {
  MerchantUid merchant_uid;
  StatusSet statuses = StatusSet::All();
  ListOrder order;
  PageRequest page;
};
Result<Page<Payment>> Answer(const View& view, const ListAttempts& query);

/// A page of the payments whose present status took on in a span of time, which is the 90 days
/// before `to` at most, and `to` is now unless it is given. Refused: PageBeyondEnd.
// FIDELITY: payment-lists
struct ListByStatus {
  StatusSet statuses = StatusSet::All();
  std::optional<Instant> from;
  std::optional<Instant> to;
  ListOrder order;
  PageRequest page;
};
Result<Page<Payment>> Answer(const View& view, const ListByStatus& query);

}  // namespace portone::commands
