// SPDX-License-Identifier: MIT
#include "commands/customers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {

Result<LookupResult<BillingKey>> Handle(const View& view, const FindCustomers& query) {
  LookupResult<BillingKey> found;
  std::set<CustomerUid> seen;
  for (const CustomerUid& customer_uid : query.customer_uids) {
    if (!seen.insert(customer_uid).second) continue;
    const BillingKey* key = view.ledger.keys.Find(customer_uid);
    if (key == nullptr || !gateways::Get(key->pg).rest.lists_customers) {
      found.is_complete = false;
    } else {
      found.list.push_back(*key);
    }
  }
  if (found.list.empty()) return errors::CustomersNotFound(query.customer_uids);
  return found;
}

Result<Page<Payment>> Handle(const View& view, const ListCustomerPayments& query) {
  const std::vector<const Payment*>& oldest_first =
      view.ledger.payments.FindByCustomer(query.customer_uid);
  const bool unknown = oldest_first.empty() && view.ledger.keys.Find(query.customer_uid) == nullptr;
  if (unknown && view.world.merchant.switches.unknown_customer_payments ==
                     UnknownCustomerPayments::kNotFound) {
    return errors::CustomerNotFoundAs404(query.customer_uid);
  }
  Page<Payment> page{oldest_first.size(), query.request, {}};
  const std::size_t begin = std::min(query.request.offset(), page.total);
  const std::size_t end = std::min(begin + query.request.limit, page.total);
  for (std::size_t i = begin; i < end; ++i)
    page.list.push_back(*oldest_first[page.total - 1 - i]);
  return page;
}

}  // namespace portone::commands
