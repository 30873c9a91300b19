// SPDX-License-Identifier: MIT
#include "scenario/gateway_code.h"

#include <vector>

#include "gateways/registry.h"

namespace portone::scenario {

const GatewayRules* FindGateway(StrictObject& object, std::string_view key, const std::string& pg) {
  const GatewayRules* gateway = gateways::Find(pg);
  if (gateway != nullptr) return gateway;
  std::vector<std::string> codes;
  for (const GatewayRules* rules : gateways::All())
    codes.emplace_back(rules->code);
  const auto nearest = Nearest(pg, codes);
  object.Report(key, "no gateway is called \"" + pg + "\"" +
                         (nearest ? "; did you mean \"" + *nearest + "\"?" : ""));
  return nullptr;
}

}  // namespace portone::scenario
