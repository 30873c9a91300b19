// SPDX-License-Identifier: MIT
#include "json/form.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

#include <nlohmann/json.hpp>

#include "json/text.h"

namespace portone::json {
namespace {

constexpr std::size_t kMaxFormDepth = 8;

bool IsIndex(const std::string& key) {
  return !key.empty() && key.size() <= 9 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "a[b][]" as {"a", "b", ""}. A key with unbalanced brackets is one plain key.
std::vector<std::string> SplitKey(std::string_view key) {
  const std::size_t open = key.find('[');
  if (open == 0 || open == std::string_view::npos || key.back() != ']') return {std::string(key)};
  std::vector<std::string> parts{std::string(Trim(key.substr(0, open)))};
  std::string_view rest = key.substr(open);
  while (!rest.empty()) {
    const std::size_t close = rest.find(']');
    if (rest.front() != '[' || close == std::string_view::npos) return {std::string(key)};
    parts.emplace_back(Trim(rest.substr(1, close - 1)));
    rest.remove_prefix(close + 1);
  }
  return parts;
}

/// The key as an error message may show it. Anything that does not look like a name could be a
/// whole JSON body sent as a form, including a card number.
std::string NameForMessage(std::string_view key) {
  const std::string_view name = Trim(key);
  const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '[' || c == ']';
  });
  return plain ? std::string(name) : "a value";
}

/// Stores a value at its path; an empty part takes the next free index.
void SetAtPath(nlohmann::json& root, const std::vector<std::string>& parts, std::string value) {
  nlohmann::json* node = &root;
  for (const std::string& part : parts) {
    if (!node->is_object()) *node = nlohmann::json::object();
    node = &(*node)[part.empty() ? std::to_string(node->size()) : part];
  }
  *node = std::move(value);
}

/// Converts objects whose keys are all indexes into arrays, children first. Depth is bounded by
/// kMaxFormDepth.
void ConvertToArrays(nlohmann::json& node) {
  if (!node.is_object()) return;
  bool all_indexes = !node.empty();
  for (auto& [key, child] : node.items()) {
    ConvertToArrays(child);
    all_indexes = all_indexes && IsIndex(key);
  }
  if (!all_indexes) return;
  std::vector<std::pair<long, nlohmann::json>> numbered;
  for (auto& [key, child] : node.items())
    numbered.emplace_back(std::stol(key), std::move(child));
  std::stable_sort(numbered.begin(), numbered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  node = nlohmann::json::array();
  for (auto& [number, child] : numbered)
    node.push_back(std::move(child));
}

}  // namespace

std::optional<std::string> ReadForm(std::string_view text, nlohmann::json& out) {
  nlohmann::json root = nlohmann::json::object();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto key = PercentDecode(pair.substr(0, equals), true);
    const auto value = PercentDecode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!key) return "a broken percent escape in a name";
    if (!IsUtf8(*key)) return "a name that is not UTF-8";
    if (Trim(*key).empty()) continue;
    if (!value) return "a broken percent escape in " + NameForMessage(*key);
    if (!IsUtf8(*value)) return "text that is not UTF-8 in " + NameForMessage(*key);
    const std::vector<std::string> parts = SplitKey(Trim(*key));
    if (parts.size() > kMaxFormDepth) return "brackets nested too deep in a name";
    SetAtPath(root, parts, std::string(Trim(*value)));
  }
  for (auto& [key, child] : root.items())
    ConvertToArrays(child);
  out = std::move(root);
  return std::nullopt;
}

}  // namespace portone::json
