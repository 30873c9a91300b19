// SPDX-License-Identifier: MIT
// Splits an amount into its tax-free part, its supply value and VAT, and computes what remains of
// each after refunds.
#pragma once

#include <vector>

#include "base/instant.h"
#include "domain/money.h"
#include "domain/payment.h"

namespace portone {

struct TaxParts {
  Money tax_free;
  Money supply;
  Money vat;
};

/// Splits an amount. Without `vat_amount`, VAT is one eleventh of the taxable part, rounded to the
/// nearest unit.
// FIDELITY: balance
TaxParts SplitTax(Money amount, Money tax_free, const std::optional<Money>& vat_amount);

struct BalanceEntry {
  TaxParts parts;
  Instant created;
};

/// The remaining amount of a payment and its history: the charge, then each refund as a negative
/// entry.
struct Balance {
  Money amount;
  TaxParts parts;
  std::vector<BalanceEntry> history;
};

Balance ComputeBalance(const Payment& payment);

}  // namespace portone
