// SPDX-License-Identifier: MIT
#include "snapshot/record_schema.h"

#include <cstddef>
#include <variant>

#include "base/invariant.h"
#include "json/json.h"
#include "snapshot/member_records.h"
#include "snapshot/product_order_records.h"
#include "snapshot/snapshot_records.h"

namespace portone::snapshot {
namespace {

/// The keys that a timer of one kind has in addition to its time and kind.
template <std::size_t kKind>
Json MakeKindCondition(std::string_view key, FieldDescriptions& descriptions) {
  const std::string kind_name(kTimerNames.at(kKind));
  Json then = Json::object();
  RecordSchema archive(then, kind_name, descriptions);
  std::variant_alternative_t<kKind, portone::Timer> timer;
  Fields(archive, timer);
  const std::string name(key);
  return {
      {"if", {{"properties", {{name, {{"const", kind_name}}}}}, {"required", Json::array({name})}}},
      {"then", std::move(then)}};
}

template <std::size_t... kKinds>
Json MakeKindConditions(std::string_view key, FieldDescriptions& descriptions,
                        std::index_sequence<kKinds...> /*kinds*/) {
  return Json::array({MakeKindCondition<kKinds>(key, descriptions)...});
}

}  // namespace

Json& RecordSchema::AddProperty(std::string_view key, const Json& type) {
  const std::string name(key);
  Json& property = record_["properties"][name];
  property["description"] = descriptions_.GetDescription(name_, name);
  property.update(type);
  return property;
}

void RecordSchema::MaskedCardNumber(std::string_view key, const std::string& value) {
  // At most twelve digits, or zeros in the usual position of the mask.
  constexpr const char* kPattern =
      "^(?:[^0-9]*[0-9]){0,12}[^0-9]*$|^(?:[^0-9]*[0-9]){8}(?:[^0-9]*0){4}";
  AddProperty(key, MakeTypeSchema(value))["pattern"] = kPattern;
}

void RecordSchema::Currency(portone::Currency /*currency*/) {
  AddProperty("currency", {{"$ref", "#/$defs/currency"}});
}

void RecordSchema::Currency(portone::Currency currency, bool requested) {
  Currency(currency);
  (*this)("currency_requested", requested);
}

void RecordSchema::Amount(std::string_view key, const std::optional<Money>& /*amount*/) {
  AddProperty(key, {{"type", "number"}, {"minimum", 0}, {"maximum", 999'999'999'999.99}});
}

void RecordSchema::RequiredAmount(std::string_view key, Money amount) {
  Amount(key, amount);
  record_["required"].push_back(key);
}

void RecordSchema::Timer(std::string_view key, const portone::Timer& /*timer*/) {
  AddProperty(key, {{"enum", kTimerNames}});
  record_["required"].push_back(key);
  constexpr std::size_t kKinds = std::variant_size_v<portone::Timer>;
  record_["allOf"] = MakeKindConditions(key, descriptions_, std::make_index_sequence<kKinds>());
}

void AddRecordSchemas(Json& defs) {
  FieldDescriptions descriptions;
  const auto fill = [&]<class Record>(const char* name, std::type_identity<Record> /*record*/) {
    RecordSchema::Describe<Record>(defs[name], name, descriptions);
  };
  fill("given_billing_key", std::type_identity<TierRecord<BillingKey>>());
  fill("given_payment", std::type_identity<TierRecord<Payment>>());
  fill("given_schedule", std::type_identity<TierRecord<Schedule>>());
  fill("given_prepared", std::type_identity<TierRecord<PreparedAmount>>());
  fill("given_certification", std::type_identity<TierRecord<Certification>>());
  fill("given_product_order", std::type_identity<TierRecord<ProductOrder>>());
  fill("given_quick_member", std::type_identity<TierRecord<QuickMember>>());
  fill("given_quick_preparation", std::type_identity<TierRecord<QuickPreparation>>());
  fill("given_autopay_key", std::type_identity<TierRecord<AutopayKey>>());
  fill("given_benepia_account", std::type_identity<TierRecord<BenepiaAccount>>());
  fill("given_receipt", std::type_identity<TierRecord<Receipt>>());
  fill("given_person", std::type_identity<NamedPerson>());
  fill("given_reservation", std::type_identity<TierRecord<CustomerReservations>>());
  fill("given_deleted_certification", std::type_identity<TierRecord<DeletedCertification>>());
  fill("given_pending_operation", std::type_identity<TierRecord<PendingOperation>>());
  fill("given_tie_breaks", std::type_identity<TierRecord<PaymentTieBreaks>>());
  fill("given_planned", std::type_identity<PlannedTimer>());
  fill("given_webhook", std::type_identity<WebhookDelivery>());
  PORTONE_INVARIANT(descriptions.FindUnused().empty(), "every description is of a record key");
}

}  // namespace portone::snapshot
