// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <array>

#include "base/invariant.h"

namespace portone::gateways {

extern const GatewayRules kHtml5Inicis;
extern const GatewayRules kKcp;
extern const GatewayRules kKcpBilling;
extern const GatewayRules kNaverpay;
extern const GatewayRules kNice;
extern const GatewayRules kPaymentwall;
extern const GatewayRules kSettle;

namespace {

constexpr std::array<const GatewayRules*, 7> kAll{
    &kHtml5Inicis, &kKcp, &kKcpBilling, &kNaverpay, &kNice, &kPaymentwall, &kSettle,
};

}  // namespace

std::span<const GatewayRules* const> All() {
  return kAll;
}

const GatewayRules* Find(std::string_view code) {
  for (const GatewayRules* rules : kAll) {
    if (rules->code == code) return rules;
  }
  return nullptr;
}

const GatewayRules& Of(const PgCode& pg) {
  const GatewayRules* rules = Find(pg.text);
  PORTONE_INVARIANT(rules != nullptr, "a channel names a gateway that does not exist");
  return *rules;
}

}  // namespace portone::gateways
