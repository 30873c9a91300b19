// SPDX-License-Identifier: MIT
// The operations of the contract, the list and the route table are the same, the checker covers
// each one, and both coverage pages state how many are supported.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "api/routes/tags.h"
#include "json/json.h"
#include "support/contract.h"
#include "support/golden_file.h"
#include "support/program.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

const ContractData& GetContractData() {
  return Contract::Shared().data();
}

std::string FormatOperation(const api::Route& route) {
  return std::string(Name(route.method)) + " " + std::string(route.path);
}

/// Generates values that match a schema.
struct Sampler {
  std::string profile;
  std::size_t choice = 0;  ///< index of the alternative to generate

  Json Sample(const Json& schema) const {
    if (schema.is_null() || schema.empty()) return nullptr;
    if (schema.contains("$ref")) {
      return Sample(GetContractData().definitions.at(schema["$ref"].get<std::string>()));
    }
    if (schema.contains("oneOf")) {
      return Sample(schema["oneOf"][std::min(choice, schema["oneOf"].size() - 1)]);
    }
    for (const auto& value : schema.value("enum", Json::array()))
      if (!value.is_null()) return Json(value);
    const std::string type = schema.value("type", "object");
    if (type == "null") return nullptr;
    if (type == "string") return "x";
    if (type == "boolean") return false;
    if (type == "array") return Json::array({Sample(schema["items"])});
    return type == "object" ? Object(schema) : Json(1);
  }

  Json Object(const Json& schema) const {
    Json object = Json::object();
    const auto order = schema.value("order", Json());
    for (const auto& key : order)
      if (order.is_array()) object[key.get<std::string>()] = nullptr;
    using Properties = std::map<std::string, Json>;  // sorted, as most of the contract's objects
    for (const auto& [key, property] : schema.value("properties", Properties()))
      object[key] = Sample(property);
    const auto omitted = schema.value("without", Json::object());
    for (const auto& key : omitted.value(profile, Json::array()))
      object.erase(key.get<std::string>());
    return object;
  }
};

Exchange MakeExchange(const ContractOperation& operation, const Json& response,
                      const std::string& profile) {
  const std::size_t blank = operation.name.find(' ');
  std::string target;
  bool inside = false;
  for (const char c : operation.name.substr(blank + 1)) {
    if (c == '{') target += 'x';
    inside = c == '{' || (inside && c != '}');
    if (!inside && c != '}') target += c;
  }
  const Json body{{"code", 0}, {"message", nullptr}, {"response", response}};
  return {operation.name.substr(0, blank), target, 200, body.dump(), profile};
}

TEST_CASE("coverage: contract, list and route table have the same operations", "[api][coverage]") {
  std::set<std::string> contract;
  std::map<std::string, std::set<std::string>> by_tag;
  for (const ContractOperation& operation : GetContractData().operations) {
    CAPTURE(operation.name);
    CHECK(contract.insert(operation.name).second);
    if (!operation.is_alias) by_tag[operation.tag].insert(operation.name);
  }
  CHECK(by_tag.size() == 19);

  std::set<std::string> table;
  for (const api::Route& route : api::RouteTable())
    table.insert(FormatOperation(route));
  CHECK(table == contract);

  std::ifstream list(SourcePath("fixtures/reference/endpoints.txt"));
  std::map<std::string, std::set<std::string>> listed;
  std::string tag;
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with("# ")) {
      tag = line.substr(2);
    } else if (!line.empty() && by_tag.contains(tag)) {
      listed[tag].insert(line);
    }
  }
  CHECK(listed == by_tag);
}

TEST_CASE("coverage: the checker reaches every operation and each key of its response",
          "[contract][coverage][slow]") {
  const auto [profile, choice] = GENERATE(table<std::string, std::size_t>(
      {{"current", 0U}, {"current", 1U}, {"2020", 0U}, {"2020", 1U}}));
  const Contract& contract = Contract::Shared();
  for (const ContractOperation& operation : GetContractData().operations) {
    const Json response = Sampler{profile, choice}.Sample(operation.response);
    CAPTURE(profile, operation.name, response.dump());
    Exchange exchange = MakeExchange(operation, response, profile);
    CHECK(contract.Check(exchange).empty());
    exchange.status = 299;
    CHECK(contract.Check(exchange).size() == 1);
    if (!response.is_object()) continue;
    for (const auto& [key, value] : response.items()) {
      if (key == "extension" || key == "phone" || key == "carrier") continue;  // optional
      Json without = response;
      without.erase(key);
      const Findings findings = contract.Check(MakeExchange(operation, without, profile));
      REQUIRE(findings.size() == 1);
      CHECK(findings.front() == operation.name + ": /response/" + key + " is missing");
    }
  }
}

TEST_CASE("coverage: an overlay row without effect is rejected", "[contract]") {
  const auto contract = Json::parse(R"({
      "operations": {"GET /a": {"tag": "a", "responses": {"200": {"$ref": "AResponse"}}}},
      "definitions": {"A": {"properties": {"b": {"type": "string"}}},
                      "AResponse": {"properties": {"response": {"$ref": "A"}}}}})");
  const auto row = GENERATE(
      as<std::string>(), R"({"evidence": "rumour", "operations": ["*"], "allow": ["200/1"]})",
      R"({"operations": ["*"], "allow": ["200/1"]})", R"({"evidence": "observed"})",
      R"({"evidence": "observed", "operations": ["GET /b"], "allow": ["200/1"]})",
      R"({"evidence": "observed", "operations": ["PUT *"], "allow": ["200/1"]})",
      R"({"evidence": "observed", "definitions": ["B"], "nullable": ["b"]})",
      R"({"evidence": "observed", "definitions": ["A"], "nullable": ["c"]})",
      R"({"evidence": "observed", "definitions": ["A"], "optional": ["c"]})",
      R"({"evidence": "observed", "definitions": ["A"], "order": ["b", "c"]})",
      R"({"evidence": "observed", "definitions": ["A"], "enum": {"c": ["d"]}})",
      R"({"evidence": "observed", "definitions": ["A"], "profile": "2020", "without": ["c"]})");
  CAPTURE(row);
  const Json overlay{{"rows", {Json::parse(row)}}};
  CHECK_THROWS_WITH(CorrectContractData(contract, overlay), Catch::StartsWith("overlay row {"));
}

/// A line "| payments | 3 | 7 |" for each tag and one with the totals.
std::string FormatCoverageTable(const std::string& head, const std::string& sum) {
  std::set<std::string> supported;
  for (const api::Route& route : api::RouteTable())
    supported.insert(FormatOperation(route));
  std::vector<std::string> tags;
  std::map<std::string, std::pair<int, int>> counts;  // supported, total
  for (const ContractOperation& operation : GetContractData().operations) {
    if (operation.is_alias) continue;
    if (!counts.contains(operation.tag)) tags.push_back(operation.tag);
    for (const std::string& row : {operation.tag, std::string()}) {
      counts[row].first += supported.contains(operation.name) ? 1 : 0;
      ++counts[row].second;
    }
  }
  const auto line = [&counts](const std::string& name, const std::string& tag) {
    return "| " + name + " | " + std::to_string(counts[tag].first) + " | " +
           std::to_string(counts[tag].second) + " |\n";
  };
  std::string table = head + "\n| --- | ---: | ---: |\n";
  for (const std::string& tag : tags)
    table += line(tag, tag);
  return table + line(sum, "");
}

TEST_CASE("coverage: both languages state the number of supported operations",
          "[golden][coverage]") {
  const std::string english =
      CompareWithBlock("docs/coverage.md", "coverage",
                       FormatCoverageTable("| Tag | Implemented | In the reference |", "All"));
  const std::string korean =
      CompareWithBlock("docs/coverage.ko.md", "coverage",
                       FormatCoverageTable("| 태그 | 응답하는 API | 명세의 API |", "합계"));
  INFO(english << korean);
  CHECK(english.empty());
  CHECK(korean.empty());
}

}  // namespace
}  // namespace portone::testing
