// SPDX-License-Identifier: MIT
// The schema of scenario files is whole: every key explained, every table of the program in it, and
// the file that editors read is the one that the program makes.
#include "scenario/schema.h"

#include <algorithm>
#include <string>
#include <vector>

#include "domain/fault.h"
#include "domain/switches.h"
#include "gateways/registry.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone::scenario {
namespace {

/// A property of some object of the schema.
struct Property {
  std::string pointer;
  std::string name;
  Json value;
};

/// Those below `node`; not those in conditions, which only narrow others.
void Collect(const Json& node, const std::string& pointer, std::vector<Property>& found) {
  for (const auto& [key, value] : node.items()) {
    if (key == "allOf" || key == "anyOf" || key == "oneOf" || key == "dependentSchemas") continue;
    const std::string below = pointer + "/" + key;
    if (key == "properties") {
      for (const auto& [name, property] : value.items()) {
        if (property.is_object()) found.push_back({below + "/" + name, name, property});
      }
    }
    if (value.is_structured()) Collect(value, below, found);
  }
}

std::vector<Property> Properties() {
  std::vector<Property> found;
  Collect(Schema(), "", found);
  CHECK(found.size() > 150);
  return found;
}

/// What a "$ref" leads to; null when that is nothing.
Json Target(const Json& schema, const std::string& reference) {
  const Json::json_pointer pointer(reference.substr(1));
  return schema.contains(pointer) ? schema.at(pointer) : Json();
}

void CheckReferences(const Json& schema, const Json& node) {
  for (const auto& [key, value] : node.items()) {
    CAPTURE(key, value.dump());
    if (key == "$ref" && value.is_string()) CHECK_FALSE(Target(schema, value).is_null());
    if (value.is_structured()) CheckReferences(schema, value);
  }
}

TEST_CASE("schema: the file for editors is what the program makes", "[scenario][schema][golden]") {
  const std::string difference =
      testing::DifferenceFromGolden("../../scenarios/schema.json", SchemaText());
  INFO(difference);
  CHECK(difference.empty());
}

TEST_CASE("schema: every key is explained", "[scenario][schema]") {
  const Json schema = Schema();
  for (const Property& property : Properties()) {
    CAPTURE(property.pointer);
    const std::string reference = property.value.value("$ref", "#");
    const bool explained =
        property.value.contains("description") || Target(schema, reference).contains("description");
    CHECK(explained);
  }
}

TEST_CASE("schema: every sentence about records is handed out", "[scenario][schema]") {
  const Json written = Json::parse(testing::TextInTree("src/scenario/schema.json"));
  const std::string made = Schema().dump();
  for (const auto& [key, sentence] : written["$defs"]["glossary"].items()) {
    const std::string explained = "\"description\":" + sentence.dump();
    CAPTURE(key, explained);
    CHECK(made.find(explained) != std::string::npos);
  }
}

TEST_CASE("schema: every reference leads somewhere", "[scenario][schema]") {
  const Json schema = Schema();
  CheckReferences(schema, schema);
}

TEST_CASE("schema: every key is used in the file that has them all", "[scenario][schema]") {
  const std::string text = testing::TextInTree("fixtures/scenarios/good/every_key.json");
  for (const Property& property : Properties()) {
    CAPTURE(property.pointer);
    CHECK(text.find("\"" + property.name + "\":") != std::string::npos);
  }
}

TEST_CASE("schema: it has every row of the program's tables", "[scenario][schema]") {
  const Json schema = Schema();
  const Json& defs = schema["$defs"];
  CHECK(defs["gateway"]["enum"].size() == gateways::All().size());
  for (const GatewayRules* gateway : gateways::All()) {
    const std::string code(gateway->code);
    const auto choice = std::find_if(
        defs["channel"]["allOf"].begin(), defs["channel"]["allOf"].end(),
        [&](const Json& one) { return one["if"]["properties"]["pg"]["const"] == code; });
    REQUIRE(choice != defs["channel"]["allOf"].end());
    const Json& settings = (*choice)["then"]["properties"]["settings"];
    CHECK(settings["properties"].size() == gateway->settings.size());
    CHECK(settings["additionalProperties"] == false);
  }
  CHECK(defs["sandbox"]["properties"]["switches"]["properties"].size() == AllSwitches().size());
  for (const FactKind kind :
       {FactKind::kPayment, FactKind::kSchedule, FactKind::kWebhook, FactKind::kRequest}) {
    CHECK(defs[std::string(Singular(kind))]["properties"].size() == FieldsOf(kind).size());
  }
  CHECK(defs["fault"]["properties"]["then"]["properties"]["decline"]["then"]["enum"].size() ==
        DeclineCaseNames().size());
}

TEST_CASE("schema: it is served", "[scenario][schema][control]") {
  testing::TestApi api;
  const auto reply = api.Control("GET", "/scenario/schema");
  CHECK(reply.status == 200);
  CHECK(reply.json == testing::Json(Schema()));
}

}  // namespace
}  // namespace portone::scenario
