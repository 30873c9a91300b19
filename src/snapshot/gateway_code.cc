// SPDX-License-Identifier: MIT
#include "snapshot/gateway_code.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "gateways/registry.h"

namespace portone::snapshot {

namespace {

/// The first few that begin with the word ("naver"), or the one that is most like it.
std::vector<std::string> MeantBy(std::string word) {
  constexpr std::size_t kTelling = 3;
  constexpr std::size_t kFew = 3;
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::vector<std::string> codes;
  std::vector<std::string> begun;
  for (const GatewayRules* rules : gateways::All()) {
    codes.emplace_back(rules->code);
    const bool begins = word.size() >= kTelling && rules->code.starts_with(word);
    if (begins && begun.size() < kFew) begun.emplace_back(rules->code);
  }
  if (!begun.empty()) return begun;
  const auto nearest = json::Nearest(word, codes);
  return nearest ? std::vector{*nearest} : std::vector<std::string>{};
}

}  // namespace

const GatewayRules* FindGateway(json::StrictObject& object, std::string_view key,
                                const std::string& pg) {
  const GatewayRules* gateway = gateways::Find(pg);
  if (gateway != nullptr) return gateway;
  std::string message = "no gateway is called \"" + pg + "\"";
  const std::vector<std::string> likely = MeantBy(pg);
  for (const std::string& code : likely)
    message += (&code == &likely.front() ? "; did you mean \"" : " or \"") + code + "\"";
  object.Report(key, message + (likely.empty() ? "" : "?"));
  return nullptr;
}

}  // namespace portone::snapshot
