// SPDX-License-Identifier: MIT
#include "api/codec/card_companies.h"

#include "domain/card_codes.h"
#include "domain/payment_fields.h"
#include "gateways/registry.h"

namespace portone::api {

CardCompanies FindCompanies(const PgCode& pg, const Card& card) {
  CardCompanies companies;
  if (card.code.empty()) return companies;
  const GatewayRules& rules = gateways::Get(pg);
  if (!rules.format.names_issuer) return companies;
  companies.issuer_code = card.code;
  companies.issuer_name = card.name;
  companies.publisher_code = card.code;
  companies.publisher_name = card.name;
  const StandardCode* publisher = FindCardCompany(card.publisher_code);
  if (publisher == nullptr) return companies;
  companies.publisher_code = publisher->code;
  companies.publisher_name = GetCardCompanyName(rules, *publisher);
  return companies;
}

}  // namespace portone::api
