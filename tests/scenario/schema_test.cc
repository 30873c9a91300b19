// SPDX-License-Identifier: MIT
// The schema of scenario files is complete: every key has a description, every table of the program
// is included, and the file for editors is up to date.
#include "scenario/schema.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/fault.h"
#include "domain/switches.h"
#include "gateways/registry.h"
#include "scenario/action.h"
#include "snapshot/field_descriptions.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/scenario_files.h"
#include "support/test_api.h"
#include "verify/fact.h"

namespace portone::scenario {
namespace {

/// A property of some object of the schema.
struct Property {
  std::string pointer;
  std::string name;
  Json value;
};

/// Collects the properties below `node`, except in conditions, which only restrict other schemas.
void AddProperties(const Json& node, const std::string& pointer, std::vector<Property>& found) {
  for (const auto& [key, value] : node.items()) {
    if (key == "allOf" || key == "anyOf" || key == "oneOf" || key == "dependentSchemas") continue;
    const std::string below = pointer + "/" + key;
    if (key == "properties") {
      for (const auto& [name, property] : value.items()) {
        if (property.is_object()) found.push_back({below + "/" + name, name, property});
      }
    }
    if (value.is_structured()) AddProperties(value, below, found);
  }
}

std::vector<Property> CollectProperties() {
  std::vector<Property> found;
  AddProperties(MakeSchema(), "", found);
  CHECK(found.size() > 150);
  return found;
}

/// The target of a "$ref"; null when it does not exist.
Json FindTarget(const Json& schema, const std::string& reference) {
  const Json::json_pointer pointer(reference.substr(1));
  return schema.contains(pointer) ? schema.at(pointer) : Json();
}

void CheckReferences(const Json& schema, const Json& node) {
  for (const auto& [key, value] : node.items()) {
    CAPTURE(key, value.dump());
    if (key == "$ref" && value.is_string()) CHECK_FALSE(FindTarget(schema, value).is_null());
    if (value.is_structured()) CheckReferences(schema, value);
  }
}

TEST_CASE("schema: the file for editors is up to date", "[scenario][schema][golden]") {
  const std::string difference =
      testing::CompareWithGolden("../../scenarios/schema.json", FormatSchema());
  INFO(difference);
  CHECK(difference.empty());
}

TEST_CASE("schema: every key has a description", "[scenario][schema]") {
  const Json schema = MakeSchema();
  for (const Property& property : CollectProperties()) {
    CAPTURE(property.pointer);
    CHECK(property.value.contains("description"));
  }
}

/// Checks that references have no siblings except descriptions, which editors would ignore.
void CheckNoSiblings(const Json& node) {
  if (node.is_object() && node.contains("$ref")) {
    CAPTURE(node.dump());
    CHECK(node.size() == (node.contains("description") ? 2U : 1U));
  }
  for (const Json& part : node)
    if (part.is_structured()) CheckNoSiblings(part);
}

TEST_CASE("schema: a reference has no sibling except a description", "[scenario][schema]") {
  const Json schema = MakeSchema();
  CheckNoSiblings(schema);
  for (const auto& [name, definition] : schema["$defs"].items()) {
    CAPTURE(name);
    CHECK_FALSE(definition.contains("description"));
  }
}

TEST_CASE("schema: every reference has a target", "[scenario][schema]") {
  const Json schema = MakeSchema();
  CheckReferences(schema, schema);
}

/// Follows a document along the schema and notes which properties it uses, by their places in the
/// schema: a key counts only where the schema has it.
class Usage {
 public:
  explicit Usage(const Json& schema) : schema_(schema) {}

  void Walk(const Json& node, const std::string& pointer, const Json& value) {
    if (!node.is_object() || !Fits(node, value)) return;
    if (node.contains("$ref")) Walk(Target(node), node["$ref"].get<std::string>().substr(1), value);
    for (const char* list : {"allOf", "anyOf", "oneOf"}) {
      for (std::size_t i = 0; node.contains(list) && i < node[list].size(); ++i)
        Walk(node[list][i], pointer + "/" + list + "/" + std::to_string(i), value);
    }
    WalkInto(node, "if", pointer, value);
    if (node.contains("if"))
      WalkInto(node, Fits(node["if"], value) ? "then" : "else", pointer, value);
    for (const Json& item : value.is_array() ? value : Json::array())
      WalkInto(node, "items", pointer, item);
    if (value.is_object()) WalkKeys(node, pointer, value);
  }

  bool Has(const std::string& pointer) const { return used_.contains(Name(pointer)); }

 private:
  void WalkInto(const Json& node, const std::string& key, const std::string& pointer,
                const Json& value) {
    if (node.contains(key)) Walk(node[key], pointer + "/" + key, value);
  }

  void WalkKeys(const Json& node, const std::string& pointer, const Json& value) {
    for (const auto& [key, member] : value.items()) {
      if (node.contains("dependentSchemas"))
        WalkInto(node["dependentSchemas"], key, pointer + "/dependentSchemas", value);
      if (node.contains("properties") && node["properties"].contains(key)) {
        used_.insert(Name(pointer + "/properties/" + key));
        WalkInto(node["properties"], key, pointer + "/properties", member);
      } else {
        WalkInto(node, "additionalProperties", pointer, member);
      }
    }
  }

  /// The operators of conditions are generated for each field anew; one field's use counts for all.
  static std::string Name(const std::string& pointer) {
    const std::size_t at = pointer.find("_value/then/");
    return at == std::string::npos ? pointer : "operators" + pointer.substr(at);
  }

  const Json& Target(const Json& node) const {
    return schema_.at(Json::json_pointer(node["$ref"].get<std::string>().substr(1)));
  }

  /// Whether a value is meant for this schema: by types, constants and keys. The document is valid,
  /// so what they leave open does not matter.
  bool Fits(const Json& node, const Json& value) const {
    if (!node.is_object()) return node != false;
    if (node.contains("const") && node["const"] != value) return false;
    if (node.contains("enum") && std::count(node["enum"].begin(), node["enum"].end(), value) == 0)
      return false;
    if (node.contains("type") && !IsOfType(node["type"], value)) return false;
    if (node.contains("$ref") && !Fits(Target(node), value)) return false;
    const auto fits_value = [&](const Json& rule) { return Fits(rule, value); };
    const Json any = node.value("anyOf", Json::array());
    if (!any.empty() && std::none_of(any.begin(), any.end(), fits_value)) return false;
    const Json all = node.value("allOf", Json::array());
    if (!std::all_of(all.begin(), all.end(), fits_value)) return false;
    return !value.is_object() || FitsKeys(node, value);
  }

  bool FitsKeys(const Json& node, const Json& value) const {
    for (const Json& key : node.value("required", Json::array()))
      if (!value.contains(key.get<std::string>())) return false;
    const Json properties = node.value("properties", Json::object());
    for (const auto& [key, member] : value.items()) {
      const Json rule =
          properties.contains(key) ? properties[key] : node.value("additionalProperties", Json());
      if (!Fits(rule, member)) return false;
    }
    return true;
  }

  static bool IsOfType(const Json& type, const Json& value) {
    if (type.is_array()) {
      return std::any_of(type.begin(), type.end(),
                         [&](const Json& option) { return IsOfType(option, value); });
    }
    if (type == "integer") return value.is_number_integer();
    return type == value.type_name();
  }

  const Json& schema_;
  std::set<std::string> used_;
};

TEST_CASE("schema: every key is used in every_key.json, where the schema has it",
          "[scenario][schema]") {
  const std::string text = testing::ReadSourceFile("fixtures/scenarios/good/every_key.json");
  const Json schema = MakeSchema();
  Usage usage(schema);
  usage.Walk(schema, "", Json::parse(text, nullptr, true, true));
  for (const Property& property : CollectProperties()) {
    CAPTURE(property.pointer);
    CHECK(usage.Has(property.pointer));
  }
}

/// The values of a key in the objects among `values`.
Json ValuesAt(const Json& values, const std::string& key) {
  Json found = Json::array();
  for (const Json& value : values) {
    if (!value.contains(key)) continue;
    const Json& member = value[key];
    if (member.is_array() && !member.empty() && member[0].is_object()) {
      found.insert(found.end(), member.begin(), member.end());
    } else {
      found.push_back(member);
    }
  }
  return found;
}

/// Checks that each key of a record's schema, and of nested records, is used in some of the values.
void CheckUsed(const Json& record, const Json& values, const std::string& location) {
  for (const Json& condition : record.value("allOf", Json::array()))
    if (condition.contains("then")) CheckUsed(condition["then"], values, location);
  for (const auto& [key, property] : record["properties"].items()) {
    const std::string below = location + "/" + key;
    const Json found = ValuesAt(values, key);
    CAPTURE(below);
    CHECK_FALSE(found.empty());
    const Json& inside = property.contains("items") ? property["items"] : property;
    if (inside.contains("properties")) CheckUsed(inside, found, below);
  }
}

TEST_CASE("schema: every key of a record is used in its own kind of record", "[scenario][schema]") {
  Json document;
  const std::string text = testing::ReadSourceFile("fixtures/scenarios/good/every_key.json");
  document = Json::parse(text, nullptr, true, true);
  const Json schema = MakeSchema();
  std::size_t records = 0;
  for (const auto& [key, property] : schema["$defs"]["sandbox"]["properties"].items()) {
    const std::string reference =
        property.contains("items") ? property["items"].value("$ref", "") : "";
    if (!reference.starts_with("#/$defs/given_")) continue;
    CheckUsed(FindTarget(schema, reference), document["given"][key], key);
    ++records;
  }
  CHECK(records == 18);
}

TEST_CASE("schema: it includes every row of the program's tables", "[scenario][schema]") {
  const Json schema = MakeSchema();
  const Json& defs = schema["$defs"];
  CHECK(defs["gateway"]["enum"].size() == gateways::All().size());
  for (const GatewayRules* gateway : gateways::All()) {
    const std::string code(gateway->code);
    const auto choice = std::find_if(defs["channel"]["allOf"].begin(),
                                     defs["channel"]["allOf"].end(), [&](const Json& condition) {
                                       return condition["if"]["properties"]["pg"]["const"] == code;
                                     });
    REQUIRE(choice != defs["channel"]["allOf"].end());
    const Json& settings = (*choice)["then"]["properties"]["settings"];
    CHECK(settings["properties"].size() == gateway->settings.size());
    CHECK(settings["additionalProperties"] == false);
  }
  CHECK(defs["sandbox"]["properties"]["switches"]["properties"].size() == AllSwitches().size());
  for (const verify::FactKind kind :
       {verify::FactKind::kPayment, verify::FactKind::kSchedule, verify::FactKind::kWebhook,
        verify::FactKind::kRequest, verify::FactKind::kCertification,
        verify::FactKind::kProductOrder, verify::FactKind::kReceipt, verify::FactKind::kQuickMember,
        verify::FactKind::kQuickPreparation, verify::FactKind::kAutopayKey,
        verify::FactKind::kBenepiaAccount, verify::FactKind::kPartnerSale}) {
    CHECK(defs[std::string(Name(kind))]["properties"].size() == verify::GetFields(kind).size());
  }
  CHECK(defs["fault"]["properties"]["then"]["properties"]["decline"]["then"]["enum"].size() ==
        ListFaultRefusalNames().size());
}

TEST_CASE("schema: it lists the names of enums from their tables", "[scenario][schema]") {
  const Json schema = MakeSchema();
  const auto listed = [&schema](const std::string& pointer) {
    return schema.at(Json::json_pointer("/$defs/" + pointer + "/enum"))
        .get<std::vector<std::string>>();
  };
  using Strings = std::vector<std::string>;
  CHECK(listed("clock/properties/mode") == Strings{"manual", "live", "scaled"});
  CHECK(listed("advance/properties/settle/anyOf/0") == Strings{"each", "end", "none"});
  CHECK(listed("checkout/properties/device/anyOf/0") == Strings{"pc", "mobile"});
  const auto actions = Names<Action>();
  CHECK(listed("step/properties/action") == Strings(actions.begin(), actions.end()));
  CHECK(listed("step/properties/receiver/then") == Strings{"up", "down"});
  Strings outcomes{"approve", "close", "abandon", "lose_callback"};
  for (const std::string_view name : ListCardRefusalNames())
    outcomes.emplace_back(name);
  CHECK(listed("named_outcome") == outcomes);
  CHECK(listed("certification_outcome/else/properties/decline/then") ==
        Strings{"wrong_field", "wrong_merchant", "underage", "not_identified"});
  CHECK(listed("checkout/properties/kind/anyOf/0") == Strings{"payment", "certification"});
  CHECK(listed("given_payment/properties/customer_uid_usage") ==
        Strings{"issue", "payment", "payment.scheduled"});
}

TEST_CASE("schema: the control API returns it", "[scenario][schema][control]") {
  testing::TestApi api;
  const auto reply = api.Control("GET", "/scenario/schema");
  CHECK(reply.status == 200);
  CHECK(reply.json == MakeSchema());
}

TEST_CASE("schema: a key without a description is named with the file that lacks it",
          "[scenario][schema]") {
  snapshot::FieldDescriptions descriptions;
  CHECK(descriptions.GetDescription("pingback", "revision") ==
        descriptions.GetDescription("charge", "revision"));
  CHECK_THROWS_WITH(descriptions.GetDescription("renew_card", "revision"),
                    Catch::Contains("src/snapshot/field_descriptions.json has neither "
                                    "\"renew_card.revision\" nor \"revision\""));
}

}  // namespace
}  // namespace portone::scenario
