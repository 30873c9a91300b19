// SPDX-License-Identifier: MIT
#include "snapshot/gateway_code.h"

#include <vector>

#include "base/lower_case.h"
#include "gateways/registry.h"
#include "json/suggestion.h"

namespace portone::snapshot {

namespace {

/// The first few codes that start with the word ("naver"), or else the most similar one.
std::vector<std::string> FindSuggestions(std::string word) {
  constexpr std::size_t kMinPrefix = 3;
  constexpr std::size_t kMaxSuggestions = 3;
  word = ToLowerCase(word);
  std::vector<std::string> codes;
  std::vector<std::string> by_prefix;
  for (const GatewayRules* rules : gateways::All()) {
    codes.emplace_back(rules->code);
    const bool is_prefix = word.size() >= kMinPrefix && rules->code.starts_with(word);
    if (is_prefix && by_prefix.size() < kMaxSuggestions) by_prefix.emplace_back(rules->code);
  }
  if (!by_prefix.empty()) return by_prefix;
  const auto nearest = json::FindNearest(word, codes);
  return nearest ? std::vector{*nearest} : std::vector<std::string>{};
}

}  // namespace

const GatewayRules* FindGateway(json::StrictObject& object, std::string_view key,
                                const std::string& pg) {
  const GatewayRules* gateway = gateways::Find(pg);
  if (gateway != nullptr) return gateway;
  std::string message = "no gateway is called \"" + pg + "\"";
  const std::vector<std::string> suggestions = FindSuggestions(pg);
  for (const std::string& code : suggestions)
    message += (&code == &suggestions.front() ? "; did you mean \"" : " or \"") + code + "\"";
  object.Report(key, message + (suggestions.empty() ? "" : "?"));
  return nullptr;
}

}  // namespace portone::snapshot
