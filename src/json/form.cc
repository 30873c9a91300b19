// SPDX-License-Identifier: MIT
#include "json/form.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

#include "json/json.h"
#include "json/members.h"
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
  const bool is_plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '[' || c == ']';
  });
  return is_plain ? std::string(name) : "a value";
}

/// The value of the form at a path: a text, or, if there are members, an object.
struct Node {
  bool is_object = false;
  std::string text;
  Members<Node> members;
  long next_index = 0;  ///< one more than the greatest index among the members
};

/// Stores a value at its path; as in PHP, an empty part is one more than the greatest index so far.
void SetAtPath(Node& root, const std::vector<std::string>& parts, std::string value) {
  Node* node = &root;
  for (const std::string& part : parts) {
    node->is_object = true;
    const std::string key = part.empty() ? std::to_string(node->next_index) : part;
    if (IsIndex(key)) node->next_index = std::max(node->next_index, std::stol(key) + 1);
    node = &node->members[key];
  }
  *node = {false, std::move(value), {}, 0};
}

bool HasOnlyIndexes(Node& node) {
  const auto& list = node.members.list();
  return !list.empty() && std::all_of(list.begin(), list.end(),
                                      [](const auto& member) { return IsIndex(member.first); });
}

/// Objects whose keys are all indexes become arrays. Depth is bounded by kMaxFormDepth.
Json ToJson(Node& node, bool is_root) {
  if (!node.is_object) return std::move(node.text);
  auto& list = node.members.list();
  const bool is_array = !is_root && HasOnlyIndexes(node);
  if (is_array) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
      return std::stol(a.first) < std::stol(b.first);
    });
  }
  Json::array_t elements;
  Members<Json> members;
  for (auto& [key, child] : list) {
    if (is_array) {
      elements.push_back(ToJson(child, false));
    } else {
      members.Append(std::move(key), ToJson(child, false));
    }
  }
  return is_array ? Json(std::move(elements)) : ToObject(std::move(members));
}

}  // namespace

std::optional<std::string> ReadForm(std::string_view text, Json& out) {
  Node root;
  root.is_object = true;
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
    if (parts.size() > kMaxFormDepth) return "brackets nested too deeply in a name";
    SetAtPath(root, parts, std::string(Trim(*value)));
  }
  out = ToJson(root, true);
  return std::nullopt;
}

}  // namespace portone::json
