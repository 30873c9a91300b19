// SPDX-License-Identifier: MIT
#include "commands/payment_lists.h"

#include <algorithm>

#include "domain/errors.h"

namespace portone::commands {
namespace {

constexpr std::chrono::hours kMaxRange{24 * 90};

const Payment* FindNewest(const PaymentTable& payments, const MerchantUid& merchant_uid) {
  const auto& attempts = payments.FindByMerchantUid(merchant_uid);
  return attempts.empty() ? nullptr : attempts.back();
}

}  // namespace

Result<LookupResult<Payment>> Handle(const View& view, const FindPayments& query) {
  const PaymentTable& payments = view.ledger.payments;
  std::vector<const Payment*> found;
  bool is_complete = true;
  const auto add = [&](const Payment* payment) {
    if (payment == nullptr) {
      is_complete = false;
    } else if (std::find(found.begin(), found.end(), payment) == found.end()) {
      found.push_back(payment);
    }
  };
  for (const ImpUid& imp_uid : query.imp_uids)
    add(payments.Find(imp_uid));
  for (const MerchantUid& merchant_uid : query.merchant_uids)
    add(FindNewest(payments, merchant_uid));
  if (found.empty()) return errors::PaymentNotFound();
  payments.Sort(found, {});
  LookupResult<Payment> result{{}, is_complete};
  for (const Payment* payment : found)
    result.list.push_back(*payment);
  return result;
}

Result<Page<Payment>> Handle(const View& view, const ListAttempts& query) {
  const PaymentTable& payments = view.ledger.payments;
  std::vector<const Payment*> attempts = payments.FindByMerchantUid(query.merchant_uid);
  std::erase_if(attempts,
                [&](const Payment* attempt) { return !query.statuses.Has(attempt->status); });
  if (attempts.empty()) return errors::PaymentNotFound();
  if (IsBeyondEnd(query.page, attempts.size())) return errors::PageBeyondEnd();
  payments.Sort(attempts, query.sort_order);
  return MakePage<Payment>(attempts, query.page, [](const Payment* attempt) { return *attempt; });
}

Result<Page<Payment>> Handle(const View& view, const ListPaymentsByStatus& query) {
  const PaymentTable& payments = view.ledger.payments;
  PaymentFilter filter;
  filter.statuses = query.statuses;
  filter.to = query.to.value_or(view.now);
  const Instant earliest = FromUnixSeconds(ToUnixSeconds(filter.to)) - kMaxRange;
  filter.from = std::max(query.from.value_or(earliest), earliest);
  Page<Payment> page{payments.Count(filter), query.page, {}};
  if (IsBeyondEnd(query.page, page.total)) return errors::PageBeyondEnd();
  for (const Payment* payment :
       payments.List(filter, query.sort_order, query.page.offset(), query.page.limit))
    page.list.push_back(*payment);
  return page;
}

}  // namespace portone::commands
