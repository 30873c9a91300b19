// SPDX-License-Identifier: MIT
// Streaming JSON writer: appends text in call order, without building a document tree. Its only
// domain type is Money; the codecs write the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/money.h"

namespace portone::json {

/// REQUIRES: properly nested calls and valid UTF-8. Slashes and non-ASCII text are not escaped.
class Writer {
 public:
  Writer& BeginObject();
  Writer& EndObject();
  Writer& BeginArray();
  Writer& EndArray();
  Writer& Key(std::string_view key);

  Writer& Text(std::string_view value);
  Writer& Number(std::int64_t value);
  Writer& Amount(Money value);  ///< a JSON number in major units
  Writer& Bool(bool value);
  Writer& Null();
  /// A value that is JSON text already.
  Writer& Raw(std::string_view json);

  // A key and its value.
  Writer& Field(std::string_view key, std::string_view value) { return Key(key).Text(value); }
  Writer& Field(std::string_view key, const std::string& value) { return Key(key).Text(value); }
  Writer& Field(std::string_view key, const char* value) { return Key(key).Text(value); }
  Writer& Field(std::string_view key, std::optional<std::string_view> value);  ///< or null
  Writer& Field(std::string_view key, std::int64_t value) { return Key(key).Number(value); }
  Writer& Field(std::string_view key, int value) { return Key(key).Number(value); }
  Writer& Field(std::string_view key, Money value) { return Key(key).Amount(value); }
  Writer& Field(std::string_view key, bool value) { return Key(key).Bool(value); }
  Writer& Field(std::string_view key, std::nullptr_t) { return Key(key).Null(); }

  /// Reserves memory for a text of this length; it may still become longer.
  void Reserve(std::size_t bytes) { text_.reserve(bytes); }
  std::string Take() { return std::move(text_); }

 private:
  void Separate();

  std::string text_;
  bool first_ = true;  // the next key or element is the first at its level
};

}  // namespace portone::json
