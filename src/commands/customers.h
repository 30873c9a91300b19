// SPDX-License-Identifier: MIT
// Customers as a merchant looks them up: several at once, and what one of them has paid.
#pragma once

#include <vector>

#include "commands/found.h"
#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/error.h"
#include "domain/payment.h"

namespace portone::commands {

/// The keys of several customers in the order in which they were asked for, each once, without
/// those of gateways that do not list theirs. Refused: CustomersNotFound, when there are none.
// FIDELITY: customers
struct FindCustomers {
  std::vector<CustomerUid> customer_uids;  ///< at least one
};
Result<Found<BillingKey>> Answer(const View& view, const FindCustomers& query);

/// Every payment that carries the customer_uid, newest first, also when the key was deleted since.
/// A page beyond the end is empty. Refused by switch: CustomerNotFoundStrict, when the customer has
/// neither a key nor a payment.
// FIDELITY: customer-payments
struct ListCustomerPayments {
  CustomerUid customer_uid;
  PageRequest asked;
};
Result<Page<Payment>> Answer(const View& view, const ListCustomerPayments& query);

}  // namespace portone::commands
