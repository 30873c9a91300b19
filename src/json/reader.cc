// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "json/cursor.h"

namespace portone::json {
namespace {

/// The end of the comment that starts at `at`; `at` when there is none.
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

/// The first bracket outside strings and comments that exceeds the maximum depth.
std::optional<std::size_t> FindTooDeep(std::string_view text, bool comments) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t after_comment = comments && text[i] == '/' ? EndOfComment(text, i) : i;
    if (after_comment != i) {
      i = after_comment;
      continue;
    }
    const char c = text[i];
    if ((c == '{' || c == '[') && ++depth > kMaxJsonDepth) return i;
    if (c == '}' || c == ']') --depth;
    i = c == '"' ? EndOfString(text, i) : i + 1;
  }
  return std::nullopt;
}

/// The library's message without its prefix "[json.exception...] parse error at ...: " and without
/// the token that it quotes, which may be a card number.
std::string StripMessage(const nlohmann::json::parse_error& error) {
  std::string text = error.what();
  const std::size_t colon = text.find(": ");
  if (colon != std::string::npos) text.erase(0, colon + 2);
  return text.substr(0, text.find("; last read: "));
}

/// Finds the first duplicate key within one object, and its position. This is a separate pass
/// because the library's parser callbacks walk the whole array at the end of each object in it.
class DuplicateFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit DuplicateFinder(std::string_view text) : begin_(text.data()), seen_(text.data()) {}

  const char** seen() { return &seen_; }
  const std::optional<std::string>& found() const { return found_; }
  std::size_t offset() const { return offset_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override {
    open_.emplace_back();
    return true;
  }
  bool end_object() override {
    open_.pop_back();
    return true;
  }
  bool start_array(std::size_t /*size*/) override { return true; }
  bool end_array() override { return true; }
  bool key(string_t& name) override {
    if (open_.back().insert(name).second) return true;
    found_ = name;
    offset_ = static_cast<std::size_t>(FindStringStart(begin_, seen_) - begin_);
    return false;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) override {
    return false;
  }

 private:
  const char* begin_;
  const char* seen_;
  std::vector<std::set<std::string>> open_;
  std::optional<std::string> found_;
  std::size_t offset_ = 0;
};

std::optional<JsonProblem> FindDuplicate(std::string_view text, bool comments) {
  DuplicateFinder finder(text);
  const char* const end = text.data() + text.size();
  nlohmann::json::sax_parse(Cursor(text.data(), finder.seen()), Cursor(end, finder.seen()), &finder,
                            nlohmann::json::input_format_t::json, true, comments);
  if (!finder.found()) return std::nullopt;
  return JsonProblem{"duplicate key \"" + *finder.found() + "\"",
                     LocationAt(text, finder.offset())};
}

/// Reports the number that is out of range, with its location.
JsonProblem MakeOutOfRangeProblem(std::string_view text, bool comments) {
  const char* seen = text.data();
  const char* const end = text.data() + text.size();
  try {
    [[maybe_unused]] const nlohmann::json parsed = nlohmann::json::parse(
        Cursor(text.data(), &seen), Cursor(end, &seen), nullptr, true, comments);
  } catch (const nlohmann::json::exception&) {
    // The same error as before; `seen` now tells where.
  }
  const auto offset = static_cast<std::size_t>(FindTokenStart(text.data(), seen) - text.data());
  return {"a number is too large", LocationAt(text, offset)};
}

}  // namespace

SourceLocation LocationAt(std::string_view text, std::size_t offset) {
  std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  before.remove_prefix(before.rfind('\n') + 1);  // npos + 1 is 0: removes nothing
  if (lines == 0 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  return {static_cast<std::size_t>(lines) + 1, before.size() + 1};
}

std::string JsonProblem::ToString() const {
  return "line " + std::to_string(location.line) + ", column " + std::to_string(location.column) +
         ": " + what;
}

std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options,
                                    nlohmann::json& out) {
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    // The library would take this for the end of the text and ignore the rest.
    return JsonProblem{"contains a zero byte; only UTF-8 text is accepted", LocationAt(text, zero)};
  }
  if (const auto deep = FindTooDeep(text, options.comments)) {
    return JsonProblem{"nested deeper than " + std::to_string(kMaxJsonDepth) + " levels",
                       LocationAt(text, *deep)};
  }
  try {
    nlohmann::json parsed = nlohmann::json::parse(text, nullptr, true, options.comments);
    if (!options.duplicate_keys) {
      if (auto duplicate = FindDuplicate(text, options.comments)) return duplicate;
    }
    out = std::move(parsed);
    return std::nullopt;
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t offset = std::max<std::size_t>(error.byte, 1) - 1;
    return JsonProblem{StripMessage(error), LocationAt(text, offset)};
  } catch (const nlohmann::json::out_of_range&) {
    return MakeOutOfRangeProblem(text, options.comments);
  }
}

}  // namespace portone::json
