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

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/initial_state.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "json/json.h"
#include "snapshot/field_descriptions.h"

namespace portone::snapshot {

/// Used in place of a reader; only the types of the values matter.
class RecordSchema {
 public:
  /// Adds the schema of each key to `record`; `name` is its name in the descriptions. REQUIRES:
  /// `record` and `descriptions` outlive the archive.
  RecordSchema(Json& record, std::string name, FieldDescriptions& descriptions)
      : record_(record), name_(std::move(name)), descriptions_(descriptions) {}

  template <class T>
  void operator()(std::string_view key, const T& value, const std::type_identity_t<T>& = T{}) {
    AddProperty(key, MakeTypeSchema(value));
  }
  template <class T>
  void Required(std::string_view key, const T& value) {
    Json& property = AddProperty(key, MakeTypeSchema(value));
    if (property.value("type", "") == "string") property["minLength"] = 1;
    record_["required"].push_back(key);
  }
  /// A string that is not an unmasked card number.
  void MaskedCardNumber(std::string_view key, const std::string& value);

  /// The key `currency`; the second overload adds `currency_requested`.
  void Currency(portone::Currency currency);
  void Currency(portone::Currency currency, bool requested);
  /// A number. Only the loader checks how many decimals the currency allows.
  void Amount(std::string_view key, const std::optional<Money>& amount);
  void RequiredAmount(std::string_view key, Money amount);

  /// A nested record, or a list of them; its name in the descriptions is its key.
  template <class Record>
  void Object(std::string_view key, const std::optional<Record>& /*record*/) {
    Describe<Record>(AddProperty(key, Json::object()), std::string(key), descriptions_);
  }
  template <class Record>
  void List(std::string_view key, const std::vector<Record>& /*records*/) {
    Json& items = AddProperty(key, {{"type", "array"}})["items"];
    Describe<Record>(items, std::string(key), descriptions_);
  }
  /// A nested record whose keys are inlined into this one; none of them is required.
  template <class Record>
  void Inline(const std::optional<Record>& /*record*/) {
    Record record;
    Fields(*this, record);
  }
  /// The kinds of timers, each with its own keys; its name in the descriptions is the kind's.
  void Timer(std::string_view key, const portone::Timer& timer);

  /// Turns `record` into the schema of Record.
  template <class Record>
  static void Describe(Json& record, const std::string& name, FieldDescriptions& descriptions) {
    record["type"] = "object";
    RecordSchema archive(record, name, descriptions);
    Record fields;
    Fields(archive, fields);
    // Keys that only some kinds of the record have are listed under conditions (allOf).
    record[record.contains("allOf") ? "unevaluatedProperties" : "additionalProperties"] = false;
  }

 private:
  Json& AddProperty(std::string_view key, const Json& type);

  static Json MakeTypeSchema(const std::string& /*value*/) { return {{"type", "string"}}; }
  static Json MakeTypeSchema(bool /*value*/) { return {{"type", "boolean"}}; }
  static Json MakeTypeSchema(Instant /*value*/) { return {{"$ref", "#/$defs/time"}}; }
  static Json MakeTypeSchema(TierCode /*value*/) { return {{"$ref", "#/$defs/tier_code"}}; }
  static Json MakeTypeSchema(const PgCode& /*value*/) { return {{"$ref", "#/$defs/gateway"}}; }
  static Json MakeTypeSchema(const Parameters& /*value*/) {
    return {{"type", "object"}, {"additionalProperties", MakeTypeSchema(std::string())}};
  }
  template <class Tag>
  static Json MakeTypeSchema(const StrongId<Tag>& /*value*/) {
    return MakeTypeSchema(std::string());
  }
  template <class T>
  static Json MakeTypeSchema(const std::vector<T>& /*value*/) {
    return {{"type", "array"}, {"items", MakeTypeSchema(T{})}};
  }
  template <class T>
  static Json MakeTypeSchema(const std::optional<T>& /*value*/) {
    return MakeTypeSchema(T{});
  }
  template <std::integral T>
  static Json MakeTypeSchema(T /*value*/) {
    constexpr auto kMax = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(std::numeric_limits<T>::max()),
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", kMax}};
  }
  template <class E>
  requires std::is_enum_v<E>
  static Json MakeTypeSchema(E /*value*/) { return {{"enum", Names<E>()}}; }

  Json& record_;
  const std::string name_;
  FieldDescriptions& descriptions_;
};

/// Adds the schemas of all records to the definitions.
void AddRecordSchemas(Json& defs);

}  // namespace portone::snapshot
