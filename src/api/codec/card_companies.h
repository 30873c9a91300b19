// SPDX-License-Identifier: MIT
// The companies behind a card, its issuer and its acquirer, at the gateways that name them.
#pragma once

#include <optional>
#include <string>

#include "domain/card.h"
#include "domain/ids.h"

namespace portone::api {

/// All members are absent at a gateway that does not name the companies, and without a card.
struct CardCompanies {
  std::optional<std::string> issuer_code;
  std::optional<std::string> issuer_name;
  std::optional<std::string> publisher_code;
  std::optional<std::string> publisher_name;
};

/// `card` may be empty.
// FIDELITY: payment-forms
CardCompanies FindCompanies(const PgCode& pg, const Card& card);

}  // namespace portone::api
