// SPDX-License-Identifier: MIT
#include "api/json_reader.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/json_cursor.h"

namespace portone::api {
namespace {

using nlohmann::json;

/// Where a comment that begins at `at` is over; `at` when none does.
std::size_t EndOfComment(std::string_view text, std::size_t at) {
  const bool is_line = text.substr(at).starts_with("//");
  if (!is_line && !text.substr(at).starts_with("/*")) return at;
  const std::size_t end = is_line ? text.find_first_of("\r\n", at) : text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + (is_line ? 1 : 2);
}

std::size_t EndOfString(std::string_view text, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < text.size() && text[at] != '"')
    at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// The first bracket, outside of texts and comments, that nests deeper than allowed.
std::optional<std::size_t> FindTooDeep(std::string_view text, bool comments) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t behind_comment = comments && text[i] == '/' ? EndOfComment(text, i) : i;
    if (behind_comment != i) {
      i = behind_comment;
      continue;
    }
    const char c = text[i];
    if ((c == '{' || c == '[') && ++depth > kJsonDepth) return i;
    if (c == '}' || c == ']') --depth;
    i = c == '"' ? EndOfString(text, i) : i + 1;
  }
  return std::nullopt;
}

/// The library's message without its own prefix "[json.exception...] parse error at ...: " and
/// without the token that it quotes: that may be a card number.
std::string PlainMessage(const json::parse_error& error) {
  std::string text = error.what();
  const std::size_t colon = text.find(": ");
  if (colon != std::string::npos) text.erase(0, colon + 2);
  return text.substr(0, text.find("; last read: "));
}

/// Remembers the first key that stands a second time in one object, and where.
class DuplicateFinder {
 public:
  explicit DuplicateFinder(std::string_view text) : begin_(text.data()), seen_(text.data()) {}

  const char** seen() { return &seen_; }

  bool operator()(int /*depth*/, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open_.emplace_back();
    if (event == json::parse_event_t::object_end) open_.pop_back();
    if (event == json::parse_event_t::key && !found_) {
      const auto& key = value.get_ref<const std::string&>();
      if (!open_.back().insert(key).second) {
        found_ = key;
        offset_ = static_cast<std::size_t>(StringStart(begin_, seen_) - begin_);
      }
    }
    return true;
  }
  const std::optional<std::string>& found() const { return found_; }
  std::size_t offset() const { return offset_; }

 private:
  const char* begin_;
  const char* seen_;
  std::vector<std::set<std::string>> open_;
  std::optional<std::string> found_;
  std::size_t offset_ = 0;
};

/// Throws as the library does, json::parse_error or json::out_of_range, with `*seen` where it was.
json Parsed(std::string_view text, bool comments, const char** seen,
            const json::parser_callback_t& callback) {
  const char* const end = text.data() + text.size();
  return json::parse(JsonCursor(text.data(), seen), JsonCursor(end, seen), callback, true,
                     comments);
}

/// The number that is out of range.
JsonProblem TooLarge(std::string_view text, bool comments) {
  const char* seen = text.data();
  try {
    Parsed(text, comments, &seen, nullptr);
  } catch (const json::exception&) {
    // As before; now it is known where.
  }
  const auto offset = static_cast<std::size_t>(WordStart(text.data(), seen) - text.data());
  return {"a number is too large", PlaceAt(text, offset)};
}

}  // namespace

TextPlace PlaceAt(std::string_view text, std::size_t offset) {
  std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  before.remove_prefix(before.rfind('\n') + 1);  // of nothing when there is none
  if (lines == 0 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  return {static_cast<std::size_t>(lines) + 1, before.size() + 1};
}

std::string JsonProblem::InWords() const {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ": " +
         what;
}

std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options, json& out) {
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    // For the library the text would end here, and whatever follows would go unread.
    return JsonProblem{"holds a zero byte; only UTF-8 can be read", PlaceAt(text, zero)};
  }
  if (const auto deep = FindTooDeep(text, options.comments)) {
    return JsonProblem{"nested deeper than " + std::to_string(kJsonDepth) + " levels",
                       PlaceAt(text, *deep)};
  }
  try {
    DuplicateFinder duplicates(text);
    json parsed = options.duplicate_keys
                      ? json::parse(text, nullptr, true, options.comments)
                      : Parsed(text, options.comments, duplicates.seen(), std::ref(duplicates));
    if (const auto& key = duplicates.found()) {
      return JsonProblem{"the key \"" + *key + "\" stands twice in one object",
                         PlaceAt(text, duplicates.offset())};
    }
    out = std::move(parsed);
    return std::nullopt;
  } catch (const json::parse_error& error) {
    const std::size_t offset = std::max<std::size_t>(error.byte, 1) - 1;
    return JsonProblem{PlainMessage(error), PlaceAt(text, offset)};
  } catch (const json::out_of_range&) {
    return TooLarge(text, options.comments);
  }
}

}  // namespace portone::api
