// SPDX-License-Identifier: MIT
// The banks and securities firms with their codes, as GET /banks lists them, and the forms in which
// gateways write the same numbers.
#pragma once

#include <span>
#include <string_view>

#include "domain/standard_code.h"

namespace portone {

/// Every bank, by code.
// FIDELITY: bank-codes
std::span<const StandardCode> Banks();

/// The bank with exactly this standard code of three digits ("004"), or null.
const StandardCode* FindBank(std::string_view code);

/// The bank that a gateway's form of the number means, or null: "004" as it is, "04" and "BK04"
/// without the leading zero. Gateways with numbers of their own have tables of their own.
// FIDELITY: bank-codes
const StandardCode* FindBankOfForm(std::string_view form);

}  // namespace portone
