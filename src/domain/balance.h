// SPDX-License-Identifier: MIT
// How an amount divides into what is free of tax, supply and VAT, and what is left of each after
// refunds.
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

/// The parts of an amount. Without a `vat_amount` an eleventh of what is taxed is VAT, rounded to
/// the nearest unit.
// FIDELITY: balance
TaxParts PartsOf(Money amount, Money tax_free, const std::optional<Money>& vat_amount);

struct BalanceEntry {
  TaxParts parts;
  Instant created;
};

/// What is left of a payment, and what it was made of: the charge, then every refund, negative.
struct Balance {
  Money amount;
  TaxParts parts;
  std::vector<BalanceEntry> history;
};

Balance BalanceOf(const Payment& payment);

}  // namespace portone
