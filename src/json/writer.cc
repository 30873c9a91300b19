// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <array>
#include <charconv>

namespace portone::json {
namespace {

void AppendEscaped(std::string& text, std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : value) {
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
        if (byte < 0x20 || byte == 0x7f) {
          text += "\\u00";
          text += kHex[byte >> 4U];
          text += kHex[byte & 0xfU];
        } else {
          text += c;
        }
      }
    }
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
  Separate();
  text_ += '"';
  AppendEscaped(text_, key);
  text_ += "\":";
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

Writer& Writer::Field(std::string_view key, const std::optional<std::string>& value) {
  Key(key);
  return value ? Text(*value) : Null();
}

void Writer::Separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

}  // namespace portone::json
