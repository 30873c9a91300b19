// SPDX-License-Identifier: MIT
// Appends JSON text in the order it is told, without a document in between. Knows no entity; the
// codecs do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/audience.h"
#include "domain/money.h"

namespace portone::api {

/// REQUIRES: calls that nest properly, valid UTF-8. Slashes and Korean are written as they are.
class JsonWriter {
 public:
  explicit JsonWriter(Audience audience = {}) : audience_(std::move(audience)) {}

  /// For whom it is written: for codecs whose shape depends on that.
  const Audience& audience() const { return audience_; }

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view key);

  JsonWriter& Text(std::string_view value);
  JsonWriter& Number(std::int64_t value);
  JsonWriter& Amount(Money value);  ///< a JSON number in major units
  JsonWriter& Bool(bool value);
  JsonWriter& Null();

  // A key with its value.
  JsonWriter& Field(std::string_view key, std::string_view value) { return Key(key).Text(value); }
  JsonWriter& Field(std::string_view key, const std::string& value) { return Key(key).Text(value); }
  JsonWriter& Field(std::string_view key, const char* value) { return Key(key).Text(value); }
  JsonWriter& Field(std::string_view key, const std::optional<std::string>& value);
  JsonWriter& Field(std::string_view key, std::int64_t value) { return Key(key).Number(value); }
  JsonWriter& Field(std::string_view key, int value) { return Key(key).Number(value); }
  JsonWriter& Field(std::string_view key, Money value) { return Key(key).Amount(value); }
  JsonWriter& Field(std::string_view key, bool value) { return Key(key).Bool(value); }
  JsonWriter& Field(std::string_view key, std::nullptr_t) { return Key(key).Null(); }

  std::string Take() { return std::move(text_); }

 private:
  void Separate();

  Audience audience_;
  std::string text_;
  bool first_ = true;  // nothing stands before the next key or element at its level
};

}  // namespace portone::api
