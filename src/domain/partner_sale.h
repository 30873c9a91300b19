// SPDX-License-Identifier: MIT
// The part of a payment that a merchant sells for another business, as its receipt shows it.
// Evidence: docs/behaviour/payco-benepia-partners.md#partner-receipts
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/money.h"

namespace portone {

struct PartnerSale {
  std::string business_registration_number;  ///< ten digits
  std::string company_name;
  Money amount;
  Money tax_free;                   ///< part of `amount`
  std::optional<Money> vat_amount;  ///< absent: one eleventh of the taxable part
};

/// How many sales one payment can have.
inline constexpr std::size_t kMaxPartnerSales = 100;

/// The ten digits of a business registration number, which may have dashes; nullopt for anything
/// else.
std::optional<std::string> ReadBusinessNumber(std::string_view text);

}  // namespace portone
