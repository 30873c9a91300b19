// SPDX-License-Identifier: MIT
#include "scenario/schema.h"

#include <cctype>
#include <string_view>

#include "domain/fault.h"
#include "domain/money.h"
#include "domain/switches.h"
#include "gateways/registry.h"
#include "json/json.h"
#include "scenario/editor_schema.h"
#include "snapshot/record_schema.h"

namespace portone::scenario {

/// The text of schema.json, embedded by the build.
extern const std::string_view kSchemaText;

namespace {

Json Ref(const std::string& name) {
  return {{"$ref", "#/$defs/" + name}};
}

template <class Texts>
Json ListOf(const Texts& texts) {
  Json list = Json::array();
  for (const std::string_view text : texts)
    list.push_back(text);
  return list;
}

/// A text, or the number that it looks like: settings take both.
Json Values(const SettingRule& rule) {
  if (rule.kind == SettingKind::kSeconds) {
    constexpr const char* kDigits =
        "^0*(?:[0-9]{1,4}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$";
    return {{"anyOf",
             {{{"type", "integer"}, {"minimum", 0}, {"maximum", 86'400}},
              {{"type", "string"}, {"pattern", kDigits}}}}};
  }
  if (rule.allowed.empty()) return {{"type", {"string", "number", "boolean"}}};
  Json values = ListOf(rule.allowed);
  for (const std::string_view text : rule.allowed) {
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
      values.push_back(std::stoi(std::string(text)));
    }
  }
  return {{"enum", std::move(values)}};
}

Json SettingsOf(const GatewayRules& gateway) {
  Json properties = Json::object();
  for (const SettingRule& rule : gateway.settings) {
    const std::string usual =
        rule.default_value.empty() ? "nothing" : "\"" + std::string(rule.default_value) + "\"";
    Json setting{{"description", "A setting of " + std::string(gateway.code) +
                                     " that docs/fidelity.md explains; " + usual + " by default."}};
    setting.update(Values(rule));
    properties[std::string(rule.name)] = std::move(setting);
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

/// Which gateways there are, and what each lets a channel set.
void FillInGateways(Json& defs) {
  Json codes = Json::array();
  Json& choices = defs["channel"]["allOf"] = Json::array();
  for (const GatewayRules* gateway : gateways::All()) {
    const std::string code(gateway->code);
    codes.push_back(code);
    Json settings = SettingsOf(*gateway);
    choices.push_back(
        {{"if", {{"properties", {{"pg", {{"const", code}}}}}, {"required", Json::array({"pg"})}}},
         {"then", {{"properties", {{"settings", std::move(settings)}}}}}});
  }
  defs["gateway"]["enum"] = std::move(codes);
}

/// Their codes are taken in any case.
void FillInCurrencies(Json& defs) {
  std::string pattern;
  const auto codes = CurrencyCodes();
  for (const std::string_view code : codes) {
    pattern += pattern.empty() ? "^(?:" : "|";
    for (const char letter : code)
      pattern += {'[', letter, static_cast<char>(std::tolower(letter)), ']'};
  }
  defs["currency"]["anyOf"] = Json::array(
      {Json{{"enum", ListOf(codes)}}, Json{{"type", "string"}, {"pattern", pattern + ")$"}}});
}

void FillInSwitches(Json& defs) {
  Json& switches = defs["sandbox"]["properties"]["switches"]["properties"];
  for (const SwitchRow& row : AllSwitches()) {
    Json& one = switches[std::string(row.name)];
    one["enum"] = ListOf(row.values);
    one["default"] = row.values.front();
  }
}

/// A word out of a list, or operators on such words: what is said of any text, but for the words.
Json ChoiceValue(const verify::Field& field, const std::string& name, const Json& text_value) {
  Json words = ListOf(field.allowed);
  words.push_back(nullptr);
  Json value = text_value;
  value["description"] = "One of these words, null, or operators: like, not, one_of.";
  Json& operators = value["then"]["properties"];
  operators["not"].update(Ref(name));
  operators["one_of"]["items"] = Ref(name);
  value["else"] = {{"anyOf", Json::array({Json{{"enum", std::move(words)}}, Ref("refers")})}};
  return value;
}

/// What is to be said of a field: the name of its definition, which is made where it is its own.
std::string ValueOf(const verify::Field& field, verify::FactKind kind, Json& defs) {
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
  const std::string name =
      std::string(verify::Singular(kind)) + "_" + std::string(field.name) + "_value";
  if (!defs.contains(name)) defs[name] = ChoiceValue(field, name, defs["text_value"]);
  return name;
}

/// What each kind of fact can be asked for.
void FillInFields(Json& defs) {
  for (const verify::FactKind kind : {verify::FactKind::kPayment, verify::FactKind::kSchedule,
                                      verify::FactKind::kWebhook, verify::FactKind::kRequest}) {
    for (const verify::Field& field : verify::FieldsOf(kind)) {
      const Json value = Ref(ValueOf(field, kind, defs));
      const std::string name(field.name);
      defs[std::string(verify::Singular(kind))]["properties"][name].update(value);
    }
  }
  // Beside the order number of {"payment": "order-1", "status": "paid"}.
  defs["newest"]["properties"].update(defs["payment"]["properties"]);
}

}  // namespace

Json Schema() {
  Json schema = Json::parse(kSchemaText);
  Json& defs = schema["$defs"];
  FillInGateways(defs);
  FillInCurrencies(defs);
  FillInSwitches(defs);
  FillInFields(defs);
  snapshot::FillInRecords(defs);
  Json& effects = defs["fault"]["properties"]["then"]["properties"];
  effects["decline"]["then"]["enum"] = ListOf(DeclineCaseNames());
  RewriteForEditors(schema);
  return schema;
}

std::string SchemaText() {
  return Schema().dump(2) + "\n";
}

}  // namespace portone::scenario
