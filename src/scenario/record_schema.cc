// SPDX-License-Identifier: MIT
#include "scenario/record_schema.h"

#include <array>
#include <cstddef>
#include <variant>

#include "scenario/kept_records.h"

namespace portone::scenario {
namespace {

/// A record of one kind of due: what it has besides its time and its kind.
template <std::size_t kKind>
Json Condition(std::string_view key, const Json& glossary) {
  Json then = Json::object();
  RecordSchema archive(then, glossary);
  std::variant_alternative_t<kKind, portone::Due> due;
  Fields(archive, due);
  const std::string name(key);
  const std::string_view word = Words<DueKind>::Of(static_cast<DueKind>(kKind));
  return {{"if", {{"properties", {{name, {{"const", word}}}}}, {"required", Json::array({name})}}},
          {"then", std::move(then)}};
}

template <std::size_t... kKinds>
Json Conditions(std::string_view key, const Json& glossary,
                std::index_sequence<kKinds...> /*kinds*/) {
  return Json::array({Condition<kKinds>(key, glossary)...});
}

}  // namespace

Json& RecordSchema::Property(std::string_view key, Json type) {
  const std::string name(key);
  Json& property = record_["properties"][name];
  if (!property.contains("description")) property["description"] = glossary_.at(name);
  property.update(type);
  return property;
}

void RecordSchema::Masked(std::string_view key, const std::string& value) {
  // At most twelve digits, or zeros where a mask usually is.
  constexpr const char* kPattern =
      "^(?:[^0-9]*[0-9]){0,12}[^0-9]*$|^(?:[^0-9]*[0-9]){8}(?:[^0-9]*0){4}";
  (*this)(key, value);
  record_["properties"][std::string(key)]["pattern"] = kPattern;
}

void RecordSchema::Currency(portone::Currency /*currency*/) {
  Property("currency", {{"$ref", "#/$defs/currency"}});
}

void RecordSchema::Currency(portone::Currency currency, bool named) {
  Currency(currency);
  (*this)("names_currency", named);
}

void RecordSchema::Amount(std::string_view key, const std::optional<Money>& /*amount*/) {
  Property(key, {{"type", "number"}, {"minimum", 0}, {"maximum", 999'999'999'999.99}});
}

void RecordSchema::RequiredAmount(std::string_view key, Money amount) {
  Amount(key, amount);
  record_["required"].push_back(key);
}

void RecordSchema::Due(std::string_view key, const portone::Due& /*due*/) {
  Required(key, DueKind{});
  record_["allOf"] =
      Conditions(key, glossary_, std::make_index_sequence<std::variant_size_v<portone::Due>>());
}

void FillInRecords(Json& defs) {
  const Json glossary = std::move(defs["glossary"]);
  defs.erase("glossary");
  const auto fill = [&]<class Record>(const char* name, std::type_identity<Record> /*record*/) {
    RecordSchema::Describe<Record>(defs[name], glossary);
  };
  fill("given_billing_key", std::type_identity<OfTier<BillingKey>>());
  fill("given_payment", std::type_identity<OfTier<Payment>>());
  fill("given_schedule", std::type_identity<OfTier<Schedule>>());
  fill("given_prepared", std::type_identity<OfTier<Registration>>());
  fill("given_claims", std::type_identity<OfTier<CustomerClaims>>());
  fill("given_waiting", std::type_identity<OfTier<Waiting>>());
  fill("given_orders", std::type_identity<OfTier<PaymentTieBreaks>>());
  fill("given_planned", std::type_identity<Planned>());
  fill("given_delivery", std::type_identity<Delivery>());
}

}  // namespace portone::scenario
