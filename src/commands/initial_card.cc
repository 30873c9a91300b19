// SPDX-License-Identifier: MIT
#include "commands/initial_card.h"

#include <algorithm>

#include "commands/charging.h"
#include "domain/card_codes.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Looks the card company up by code, else by name, else by number; null for an unknown name.
const StandardCode* FindCompany(const GatewayRules& rules, const Card& card) {
  if (!card.code.empty()) return FindCardCompany(card.code);
  if (card.name.empty()) return &gateways::GetCardCompany(card.number);
  const auto companies = CardCompanies();
  const auto found =
      std::find_if(companies.begin(), companies.end(), [&](const StandardCode& company) {
        return company.name == card.name || GetCardCompanyName(rules, company) == card.name;
      });
  return found == companies.end() ? nullptr : &*found;
}

}  // namespace

void FillCard(const Channel& channel, Card& card) {
  if (card.number.empty()) {
    CardInput input;
    input.number = gateways::kDefaultBuyerCard;
    card.number = InspectCard(channel, input).card.number;
  }
  const GatewayRules& rules = gateways::Get(channel.pg);
  const StandardCode* company = FindCompany(rules, card);
  if (company == nullptr) return;
  if (card.code.empty()) card.code = company->code;
  if (card.name.empty()) card.name = GetCardCompanyName(rules, *company);
}

}  // namespace portone::commands
