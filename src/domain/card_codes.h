// SPDX-License-Identifier: MIT
// The card companies and their codes, as GET /cards lists them: the only place with the names of
// card companies.
#pragma once

#include <span>
#include <string_view>

#include "domain/standard_code.h"

namespace portone {

/// Every card company: first those of the service's list, in its order, then those that appear only
/// in its documentation.
// FIDELITY: card-codes
std::span<const StandardCode> CardCompanies();

/// The company with exactly this code ("361", "VIS"), or null.
const StandardCode* FindCardCompany(std::string_view code);

}  // namespace portone
