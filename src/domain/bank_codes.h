// SPDX-License-Identifier: MIT
// The banks and securities firms with their codes, as GET /banks lists them, and the formats in
// which gateways write the same codes.
#pragma once

#include <span>
#include <string_view>

#include "domain/standard_code.h"

namespace portone {

/// Every bank, by code.
// FIDELITY: bank-codes
std::span<const StandardCode> Banks();

/// The bank with exactly this three-digit standard code ("004"), or null.
const StandardCode* FindBank(std::string_view code);

/// The bank with this code in any gateway's format, or null: "004" is the standard code; "04" and
/// "BK04" lack the leading zero. Gateways with their own numbering have their own tables.
// FIDELITY: bank-codes
const StandardCode* FindBankInAnyFormat(std::string_view code);

}  // namespace portone
