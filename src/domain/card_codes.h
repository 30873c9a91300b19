// SPDX-License-Identifier: MIT
// The card companies and their codes, as GET /cards lists them: the only place where the name of a
// card company stands.
#pragma once

#include <span>
#include <string_view>

#include "domain/standard_code.h"

namespace portone {

/// Every card company, in the order of the service's list, then those that only its pages name.
// FIDELITY: card-codes
std::span<const StandardCode> CardCompanies();

/// The company with exactly this code ("361", "VIS"), or null.
const StandardCode* FindCardCompany(std::string_view code);

}  // namespace portone
