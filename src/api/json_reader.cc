// SPDX-License-Identifier: MIT
#include "api/json_reader.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace portone::api {
namespace {

using nlohmann::json;

/// Whether brackets outside strings nest deeper than allowed. Comments may fool it, but only into
/// refusing more.
bool TooDeep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if ((c == '{' || c == '[') && ++depth > kJsonDepth) return true;
    if (c == '}' || c == ']') --depth;
  }
  return false;
}

/// `position` counts from 1.
JsonProblem ProblemAt(std::string_view text, std::size_t position, std::string what) {
  const std::string_view before = text.substr(0, std::min(position - 1, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 when there is none
  return {std::move(what), static_cast<std::size_t>(lines) + 1, before.size() - line_start + 1};
}

/// The library's message without its own prefix "[json.exception...] parse error at ...: " and
/// without the token that it quotes: that may be a card number.
std::string PlainMessage(const json::parse_error& error) {
  std::string text = error.what();
  const std::size_t colon = text.find(": ");
  if (colon != std::string::npos) text.erase(0, colon + 2);
  return text.substr(0, text.find("; last read: "));
}

/// Remembers a key that occurs twice in one object.
class DuplicateFinder {
 public:
  bool operator()(int /*depth*/, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open_.emplace_back();
    if (event == json::parse_event_t::object_end) open_.pop_back();
    if (event == json::parse_event_t::key) {
      const auto& key = value.get_ref<const std::string&>();
      if (!open_.back().insert(key).second && !found_) found_ = key;
    }
    return true;
  }
  const std::optional<std::string>& found() const { return found_; }

 private:
  std::vector<std::set<std::string>> open_;
  std::optional<std::string> found_;
};

}  // namespace

std::string JsonProblem::InWords() const {
  if (line == 0) return what;
  return "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + what;
}

std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options, json& out) {
  if (TooDeep(text)) {
    return JsonProblem{"nested deeper than " + std::to_string(kJsonDepth) + " levels", 0, 0};
  }
  try {
    DuplicateFinder duplicates;
    json parsed = options.duplicate_keys
                      ? json::parse(text, nullptr, true, options.comments)
                      : json::parse(text, std::ref(duplicates), true, options.comments);
    if (const auto& key = duplicates.found()) {
      return JsonProblem{"the key \"" + *key + "\" stands twice in one object", 0, 0};
    }
    out = std::move(parsed);
    return std::nullopt;
  } catch (const json::parse_error& error) {
    return ProblemAt(text, std::max<std::size_t>(error.byte, 1), PlainMessage(error));
  } catch (const json::out_of_range&) {
    return JsonProblem{"a number is too large", 0, 0};
  }
}

}  // namespace portone::api
