// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <array>

#include "base/invariant.h"

namespace portone::gateways {
namespace {

constexpr std::array<const GatewayRules*, 4> kAll{
    &kHtml5Inicis,
    &kKcp,
    &kNice,
    &kSettle,
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
