// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace portone::json {
namespace {

/// Which bytes JSON text, or a terminal that shows it, needs to be escaped. A table: every byte of
/// every reply is looked up.
constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> needs{};
  for (std::size_t control = 0; control < 0x20; ++control)
    needs[control] = true;
  needs[0x7f] = needs['"'] = needs['\\'] = true;
  return needs;
}();

bool NeedsEscape(char c) {
  return kNeedsEscape[static_cast<unsigned char>(c)];
}

void AppendEscape(std::string& text, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      text += "\\\"";
      break;
    case '\\':
      text += "\\\\";
      break;
    case '\n':
      text += "\\n";
      break;
    case '\r':
      text += "\\r";
      break;
    case '\t':
      text += "\\t";
      break;
    default: {
      const auto byte = static_cast<unsigned char>(c);
      text += "\\u00";
      text += kHex[byte >> 4U];
      text += kHex[byte & 0xfU];
    }
  }
}

/// Appends whole runs: most texts have nothing to escape.
void AppendEscaped(std::string& text, std::string_view value) {
  for (;;) {
    const auto escape = std::find_if(value.begin(), value.end(), NeedsEscape);
    const auto run = static_cast<std::size_t>(escape - value.begin());
    text.append(value, 0, run);
    if (run == value.size()) return;
    AppendEscape(text, value[run]);
    value.remove_prefix(run + 1);
  }
}

}  // namespace

Writer& Writer::BeginObject() {
  Separate();
  text_ += '{';
  first_ = true;
  return *this;
}

Writer& Writer::EndObject() {
  text_ += '}';
  first_ = false;
  return *this;
}

Writer& Writer::BeginArray() {
  Separate();
  text_ += '[';
  first_ = true;
  return *this;
}

Writer& Writer::EndArray() {
  text_ += ']';
  first_ = false;
  return *this;
}

Writer& Writer::Key(std::string_view key) {
  text_.append(first_ ? R"(")" : R"(,")");
  AppendEscaped(text_, key);
  text_.append(R"(":)");
  first_ = true;
  return *this;
}

Writer& Writer::Text(std::string_view value) {
  Separate();
  text_ += '"';
  AppendEscaped(text_, value);
  text_ += '"';
  return *this;
}

Writer& Writer::Number(std::int64_t value) {
  Separate();
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value).ptr;
  text_.append(buffer.data(), end);
  return *this;
}

Writer& Writer::Amount(Money value) {
  Separate();
  text_ += FormatAmount(value);
  return *this;
}

Writer& Writer::Bool(bool value) {
  Separate();
  text_ += value ? "true" : "false";
  return *this;
}

Writer& Writer::Null() {
  Separate();
  text_ += "null";
  return *this;
}

Writer& Writer::Raw(std::string_view json) {
  Separate();
  text_ += json;
  return *this;
}

Writer& Writer::Field(std::string_view key, std::optional<std::string_view> value) {
  Key(key);
  return value ? Text(*value) : Null();
}

void Writer::Separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

}  // namespace portone::json
