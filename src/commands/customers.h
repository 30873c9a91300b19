// SPDX-License-Identifier: MIT
// Customer queries: billing keys of several customers, and the payments of one.
#pragma once

#include <vector>

#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// The keys of several customers in request order, without duplicates. Keys of gateways that do not
/// list customers are left out. Errors: CustomersNotFound, when none is left.
// FIDELITY: customers
struct FindCustomers {
  std::vector<CustomerUid> customer_uids;  ///< at least one
};
Result<LookupResult<BillingKey>> Handle(const View& view, const FindCustomers& query);

/// All payments with this customer_uid, newest first, even if the key has been deleted. A page
/// beyond the end is empty. Errors, by switch: CustomerNotFoundAs404, when the customer has
/// neither a key nor a payment.
// FIDELITY: customer-payments
struct ListCustomerPayments {
  CustomerUid customer_uid;
  PageRequest request;
};
Result<Page<Payment>> Handle(const View& view, const ListCustomerPayments& query);

}  // namespace portone::commands
