// SPDX-License-Identifier: MIT
#include "domain/balance.h"

namespace portone {
namespace {

TaxParts Subtract(const TaxParts& a, const TaxParts& b) {
  return {a.tax_free - b.tax_free, a.supply - b.supply, a.vat - b.vat};
}

}  // namespace

TaxParts SplitTax(Money amount, Money tax_free, const std::optional<Money>& vat_amount) {
  const Money taxed = amount - tax_free;
  const Money vat = vat_amount.value_or(Money{(taxed.minor + 5) / 11, amount.currency});
  return {tax_free, taxed - vat, vat};
}

Balance ComputeBalance(const Payment& payment) {
  const Order& order = payment.order;
  const TaxParts charged = SplitTax(order.amount, order.tax_free, order.vat_amount);
  const Money zero{0, order.amount.currency};
  Balance balance{GetRemainingAmount(payment), charged, {}};
  balance.history.push_back({charged, payment.paid_at.value_or(payment.started_at)});
  for (const Cancellation& cancellation : payment.cancellations) {
    const TaxParts refunded =
        SplitTax(cancellation.amount, cancellation.tax_free, cancellation.vat_amount);
    balance.parts = Subtract(balance.parts, refunded);
    balance.history.push_back({Subtract({zero, zero, zero}, refunded), cancellation.cancelled_at});
  }
  return balance;
}

}  // namespace portone
