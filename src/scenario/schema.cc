// SPDX-License-Identifier: MIT
#include "scenario/schema.h"

#include <cctype>
#include <span>
#include <string_view>
#include <utility>

#include "base/enum_names.h"
#include "base/http_method.h"
#include "domain/channel.h"
#include "domain/fault.h"
#include "domain/money.h"
#include "domain/payment.h"
#include "domain/product_order_codes.h"
#include "domain/receipt.h"
#include "domain/switches.h"
#include "domain/webhook_settings.h"
#include "engine/advance_request.h"
#include "engine/engine.h"
#include "gateways/registry.h"
#include "json/json.h"
#include "scenario/action.h"
#include "scenario/checkout.h"
#include "scenario/editor_schema.h"
#include "scenario/fault_keys.h"
#include "scenario/step.h"
#include "scenario/window_outcome.h"
#include "sim/clock.h"
#include "snapshot/record_schema.h"
#include "verify/fact.h"

namespace portone::scenario {

/// The text of schema.json, embedded by the build.
extern const std::string_view kSchemaText;

namespace {

Json MakeRef(const std::string& name) {
  return {{"$ref", "#/$defs/" + name}};
}

template <class Strings>
Json ToArray(const Strings& strings) {
  Json list = Json::array();
  for (const std::string_view text : strings)
    list.push_back(text);
  return list;
}

/// The values that a setting accepts; numbers may also be given as strings.
Json MakeValueSchema(const SettingRule& rule) {
  if (rule.kind == SettingKind::kSeconds) {
    constexpr const char* kDigits =
        "^0*(?:[0-9]{1,4}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$";
    return {{"anyOf",
             {{{"type", "integer"}, {"minimum", 0}, {"maximum", 86'400}},
              {{"type", "string"}, {"pattern", kDigits}}}}};
  }
  if (rule.allowed.empty()) return {{"type", {"string", "number", "boolean"}}};
  Json values = ToArray(rule.allowed);
  for (const std::string_view text : rule.allowed) {
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
      values.push_back(std::stoi(std::string(text)));
    }
  }
  return {{"enum", std::move(values)}};
}

Json MakeSettingsSchema(const GatewayRules& gateway) {
  Json properties = Json::object();
  for (const SettingRule& rule : gateway.settings) {
    const std::string default_text =
        rule.default_value.empty() ? "nothing" : "\"" + std::string(rule.default_value) + "\"";
    Json setting{{"description", "A setting of " + std::string(gateway.code) +
                                     " that docs/fidelity.md explains; " + default_text +
                                     " by default."}};
    setting.update(MakeValueSchema(rule));
    properties[std::string(rule.name)] = std::move(setting);
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

/// Adds the gateway codes, and the channel settings of each gateway.
void AddGateways(Json& defs) {
  Json codes = Json::array();
  Json& choices = defs["channel"]["allOf"] = Json::array();
  for (const GatewayRules* gateway : gateways::All()) {
    const std::string code(gateway->code);
    codes.push_back(code);
    Json settings = MakeSettingsSchema(*gateway);
    choices.push_back(
        {{"if", {{"properties", {{"pg", {{"const", code}}}}}, {"required", Json::array({"pg"})}}},
         {"then", {{"properties", {{"settings", std::move(settings)}}}}}});
  }
  defs["gateway"]["enum"] = std::move(codes);
}

/// Adds the currency codes, which are case-insensitive.
void AddCurrencies(Json& defs) {
  std::string pattern;
  const auto codes = ListCurrencyCodes();
  for (const std::string_view code : codes) {
    pattern += pattern.empty() ? "^(?:" : "|";
    for (const char letter : code)
      pattern += {'[', letter, static_cast<char>(std::tolower(letter)), ']'};
  }
  defs["currency"]["anyOf"] = Json::array(
      {Json{{"enum", ToArray(codes)}}, Json{{"type", "string"}, {"pattern", pattern + ")$"}}});
}

/// Adds the names of enums where schema.json leaves them out.
void AddEnumNames(Json& schema) {
  const auto add = [&schema](const std::string& pointer, std::span<const std::string_view> names) {
    schema.at(Json::json_pointer("/$defs/" + pointer))["enum"] = ToArray(names);
  };
  add("clock/properties/mode", Names<sim::ClockMode>());
  add("clock/properties/tokens", Names<engine::TokenClock>());
  add("sandbox/properties/webhook/properties/format", Names<WebhookFormat>());
  add("sandbox/properties/webhook/properties/retry_on", Names<RetryOn>());
  add("channel/properties/type", Names<ChannelType>());
  add("fault/properties/when/properties/operation", Names<FaultOperation>());
  add("fault/properties/when/properties/method", Names<Method>());
  add("fault/properties/when/properties/status", Names<PaymentStatus>());
  add("fault/properties/at", Names<FaultPoint>());
  add("fault/properties/then/properties/decline/then", ListFaultRefusalNames());
  add("step/properties/action", Names<Action>());
  add("advance/properties/until/anyOf/0", Names<engine::AdvanceCondition>());
  add("advance/properties/settle/anyOf/0", Names<engine::Settle>());
  add("step/properties/receiver/then", Names<ReceiverConnection>());
  const auto certification_refusals = Names<CertificationRefusal>();
  add("named_outcome", ListOutcomeNames(ListCardRefusalNames()));
  add("declined_outcome/properties/decline/then", ListCardRefusalNames());
  add("certification_outcome/then/anyOf/0",
      ListOutcomeNames({certification_refusals.begin(), certification_refusals.end()}));
  add("certification_outcome/else/properties/decline/then", certification_refusals);
  add("checkout/properties/kind/anyOf/0", Names<CheckoutKind>());
  add("checkout/properties/device/anyOf/0", Names<Device>().subspan(1));  // not "api"
  add("checkout/properties/pays_with/anyOf/0",
      Names<FundingSource>().first(3));  // not "phone_bill"
  add("checkout/properties/cash_receipt/properties/type", Names<ReceiptType>());
  add("checkout/properties/cash_receipt/properties/identifier_type", Names<IdentifierType>());
}

/// The keys that do not apply to the operation, each with the schema false.
Json ForbidKeys(std::span<const FaultKey> keys, FaultOperation operation) {
  Json properties = Json::object();
  for (const FaultKey& key : keys) {
    if (!key.operations.Has(operation)) properties[std::string(key.name)] = false;
  }
  return {{"properties", std::move(properties)}};
}

/// Adds which keys of a fault apply to its operation.
void AddFaultKeys(Json& defs) {
  Json conditions = Json::array();
  for (const std::string_view name : Names<FaultOperation>()) {
    const FaultOperation operation = *Parse<FaultOperation>(name);
    Json condition = MakeRef("fault_of");
    condition["properties"]["when"]["properties"]["operation"]["const"] = name;
    Json properties{{"when", ForbidKeys(kFaultConditionKeys, operation)},
                    {"then", ForbidKeys(kFaultEffectKeys, operation)}};
    if (operation == FaultOperation::kWebhook) {
      properties["at"]["const"] = Name(FaultPoint::kBefore);
    }
    conditions.push_back(
        {{"if", std::move(condition)}, {"then", {{"properties", std::move(properties)}}}});
  }
  Json& all = defs["fault"]["allOf"];
  all.insert(all.begin(), conditions.begin(), conditions.end());
}

void AddSwitches(Json& defs) {
  Json& switches = defs["sandbox"]["properties"]["switches"]["properties"];
  for (const SwitchRow& row : AllSwitches()) {
    Json& property = switches[std::string(row.name)];
    property["enum"] = ToArray(row.values);
    property["default"] = row.values.front();
  }
}

/// The schema of an enum field: that of any text field, restricted to the allowed names.
Json MakeEnumFieldSchema(const verify::Field& field, const std::string& name,
                         const Json& text_value) {
  Json names = ToArray(field.allowed);
  names.push_back(nullptr);
  Json value = text_value;
  value["description"] = "One of these values, null, or operators: like, not, one_of.";
  Json& operators = value["then"]["properties"];
  operators["not"].update(MakeRef(name));
  operators["one_of"]["items"] = MakeRef(name);
  value["else"] = {{"anyOf", Json::array({Json{{"enum", std::move(names)}}, MakeRef("refers")})}};
  return value;
}

/// The name of the definition for a field's value. Adds the definition if the field needs its own.
std::string AddValueDefinition(const verify::Field& field, verify::FactKind kind, Json& defs) {
  switch (field.type) {
    case verify::FieldType::kNumber:
      return "number_value";
    case verify::FieldType::kTime:
      return "time_value";
    case verify::FieldType::kBody:
      return "body_value";
    case verify::FieldType::kAny:
    case verify::FieldType::kReply:
      return "free_value";
    case verify::FieldType::kText:
      break;
  }
  if (field.name == "card_number") return "card_number_value";
  if (field.allowed.empty()) return "text_value";
  const std::string name = std::string(Name(kind)) + "_" + std::string(field.name) + "_value";
  if (!defs.contains(name)) defs[name] = MakeEnumFieldSchema(field, name, defs["text_value"]);
  return name;
}

/// Adds the fields of each kind of fact. REQUIRES: `defs` has the schemas of the records. A field
/// of a webhook that schema.json does not describe has the description of the record's key.
void AddFields(Json& defs) {
  for (const verify::FactKind kind :
       {verify::FactKind::kPayment, verify::FactKind::kSchedule, verify::FactKind::kWebhook,
        verify::FactKind::kRequest, verify::FactKind::kCertification,
        verify::FactKind::kProductOrder, verify::FactKind::kQuickMember, verify::FactKind::kReceipt,
        verify::FactKind::kQuickPreparation, verify::FactKind::kAutopayKey,
        verify::FactKind::kBenepiaAccount, verify::FactKind::kPartnerSale}) {
    for (const verify::Field& field : verify::GetFields(kind)) {
      const Json value = MakeRef(AddValueDefinition(field, kind, defs));
      const std::string name(field.name);
      Json& property = defs[std::string(Name(kind))]["properties"][name];
      if (kind == verify::FactKind::kWebhook && !property.contains("description"))
        property["description"] =
            defs.at("given_webhook").at("properties").at(name).at("description");
      property.update(value);
    }
  }
  // The fields next to the order number in {"payment": "order-1", "status": "paid"}.
  defs["newest"]["properties"].update(defs["payment"]["properties"]);
}

/// The codes that a product order may have, which are no enums of the program.
void AddProductOrderCodes(Json& defs) {
  Json& properties = defs["given_product_order"]["properties"];
  Json methods = ToArray(kDeliveryMethods);
  for (const std::string_view method : kReturnMethods)
    methods.push_back(method);
  properties["delivery_method"]["enum"] = std::move(methods);
  properties["delivery_company"]["enum"] = ToArray(kProductCarriers);
}

}  // namespace

Json MakeSchema() {
  Json schema = Json::parse(kSchemaText);
  Json& defs = schema["$defs"];
  AddEnumNames(schema);
  AddGateways(defs);
  AddCurrencies(defs);
  AddFaultKeys(defs);
  AddSwitches(defs);
  AddProductOrderCodes(defs);
  snapshot::AddRecordSchemas(defs);
  AddFields(defs);
  RewriteForEditors(schema);
  return schema;
}

std::string FormatSchema() {
  return MakeSchema().dump(2) + "\n";
}

}  // namespace portone::scenario
