// SPDX-License-Identifier: MIT
// The part of a payment that a merchant sells for another business, as its receipt shows it.
// Evidence: docs/behaviour/payco-benepia-partners.md#partner-receipts
#pragma once

#include <optional>
#include <string>

#include "domain/money.h"

namespace portone {

struct PartnerSale {
  std::string business_registration_number;  ///< ten digits
  std::string company_name;
  Money amount;
  Money tax_free;                   ///< part of `amount`
  std::optional<Money> vat_amount;  ///< absent: one eleventh of the taxable part
};

}  // namespace portone
