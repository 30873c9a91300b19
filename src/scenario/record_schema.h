// SPDX-License-Identifier: MIT
// The archive that describes records (records.h) as JSON Schema, for editors.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/beginning.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "scenario/fact.h"
#include "scenario/words.h"

namespace portone::scenario {

class RecordSchema {
 public:
  /// Adds to `record` what each key takes, with its sentence in `glossary` where `record` has none
  /// of its own. REQUIRES: both outlive it; the glossary has every key.
  RecordSchema(Json& record, const Json& glossary) : record_(record), glossary_(glossary) {}

  template <class T>
  void operator()(std::string_view key, const T& /*value*/,
                  const std::type_identity_t<T>& otherwise = T{}) {
    Json& property = Property(key, TypeOf(otherwise));
    if constexpr (std::is_enum_v<T>) {
      const std::string_view word = Words<T>::Of(otherwise);
      if (!word.empty()) property["default"] = word;
    }
  }
  template <class T>
  void Required(std::string_view key, const T& value) {
    Json& property = Property(key, TypeOf(value));
    if (property.value("type", "") == "string") property["minLength"] = 1;
    record_["required"].push_back(key);
  }
  void Masked(std::string_view key, const std::string& value);

  void Currency(portone::Currency currency);
  void Currency(portone::Currency currency, bool named);
  void Amount(std::string_view key, const std::optional<Money>& amount);
  void RequiredAmount(std::string_view key, Money amount);

  template <class Record>
  void Object(std::string_view key, const std::optional<Record>& /*record*/) {
    Describe<Record>(Property(key, Json::object()));
  }
  template <class Record>
  void List(std::string_view key, const std::vector<Record>& /*records*/) {
    Describe<Record>(Property(key, {{"type", "array"}})["items"]);
  }
  template <class Record>
  void Flat(const std::optional<Record>& /*record*/) {
    Record record;
    Fields(*this, record);
  }
  void Due(std::string_view key, const portone::Due& due);

  /// Makes `record` the schema of a whole Record.
  template <class Record>
  static void Describe(Json& record, const Json& glossary) {
    record["type"] = "object";
    RecordSchema archive(record, glossary);
    Record fields;
    Fields(archive, fields);
    // Keys that only some of the records may have stand in conditions.
    record[record.contains("allOf") ? "unevaluatedProperties" : "additionalProperties"] = false;
  }

 private:
  template <class Record>
  void Describe(Json& record) const {
    Describe<Record>(record, glossary_);
  }

  Json& Property(std::string_view key, Json type);

  static Json TypeOf(const std::string& /*value*/) { return {{"type", "string"}}; }
  static Json TypeOf(bool /*value*/) { return {{"type", "boolean"}}; }
  static Json TypeOf(Instant /*value*/) { return {{"$ref", "#/$defs/time"}}; }
  static Json TypeOf(TierCode /*value*/) { return {{"$ref", "#/$defs/tier_code"}}; }
  static Json TypeOf(const PgCode& /*value*/) { return {{"$ref", "#/$defs/gateway"}}; }
  static Json TypeOf(const Parameters& /*value*/) {
    return {{"type", "object"}, {"additionalProperties", TypeOf(std::string())}};
  }
  template <class Tag>
  static Json TypeOf(const StrongId<Tag>& /*value*/) {
    return TypeOf(std::string());
  }
  template <class T>
  static Json TypeOf(const std::vector<T>& /*value*/) {
    return {{"type", "array"}, {"items", TypeOf(T{})}};
  }
  template <class T>
  static Json TypeOf(const std::optional<T>& /*value*/) {
    return TypeOf(T{});
  }
  template <std::integral T>
  static Json TypeOf(T /*value*/) {
    constexpr auto kMost = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(std::numeric_limits<T>::max()),
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", kMost}};
  }
  template <class E>
  requires std::is_enum_v<E>
  static Json TypeOf(E /*value*/) { return {{"enum", AllWords<E>()}}; }

  Json& record_;
  const Json& glossary_;
};

/// Fills in, in the definitions of the schema, those of all records, and takes the glossary out.
void FillInRecords(Json& defs);

}  // namespace portone::scenario
