// SPDX-License-Identifier: MIT
#include "support/contract_data.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "json/json.h"

namespace portone::testing {
namespace {

[[noreturn]] void Reject(const Json& row, const std::string& why) {
  throw std::runtime_error("overlay row " + row.dump() + ": " + why);
}

/// The schema below "response" of the schema of a whole envelope.
Json GetResponseSchema(const Json& schema, const Definitions& definitions) {
  if (schema.is_null()) return nullptr;
  if (schema.contains("$ref"))
    return GetResponseSchema(definitions.at(schema["$ref"].get<std::string>()), definitions);
  if (schema.contains("oneOf")) {
    Json alternatives = Json::array();
    for (const Json& alternative : schema["oneOf"])
      alternatives.push_back(GetResponseSchema(alternative, definitions));
    return {{"oneOf", alternatives}};
  }
  for (const Json& part : schema.value("allOf", Json::array({schema}))) {
    if (part.contains("properties") && part["properties"].contains("response")) {
      return part["properties"]["response"];
    }
  }
  return {{"type", "null"}};  // a bare envelope
}

ContractOperation ReadOperation(const std::string& name, const Json& description,
                                const Definitions& definitions) {
  ContractOperation operation;
  operation.name = name;
  operation.tag = description.at("tag");
  for (const auto& [status, schema] : description.at("responses").items()) {
    const bool success = status.starts_with('2');
    operation.outcomes.insert(status + (success ? "/0" : "/-1"));
    if (success) operation.response = GetResponseSchema(schema, definitions);
  }
  return operation;
}

bool MatchesOperation(const std::string& pattern, const std::string& operation) {
  if (!pattern.ends_with('*')) return pattern == operation;
  return operation.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
}

void CorrectOperation(ContractOperation& operation, const Json& row) {
  for (const Json& outcome : row.value("allow", Json::array()))
    operation.outcomes.insert(outcome.get<std::string>());
  if (row.contains("response")) {
    operation.response = {{"oneOf", {operation.response, row["response"]}}};
  }
  if (row.contains("message")) operation.has_success_message = true;
  if (row.value("refusal", "") == "response") operation.has_refusal_response = true;
  if (row.value("refusal", "") == "error") operation.has_refusal_error = true;
}

void CorrectOperations(ContractData& data, const Json& row) {
  for (const Json& pattern : row["operations"]) {
    bool found = false;
    const std::size_t count = data.operations.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (!MatchesOperation(pattern, data.operations[i].name)) continue;
      found = true;
      CorrectOperation(data.operations[i], row);
    }
    if (!found) Reject(row, "there is no operation " + pattern.dump());
  }
}

Json& GetProperty(Json& definition, const std::string& key, const Json& row) {
  if (!definition["properties"].contains(key)) Reject(row, "there is no key " + key);
  return definition["properties"][key];
}

void Append(Json& list, const Json& more) {
  if (list.is_null()) list = Json::array();
  list.insert(list.end(), more.begin(), more.end());
}

void CorrectDefinition(Json& definition, const Json& row) {
  if (row.contains("keys")) definition["properties"].update(row["keys"]);
  for (const Json& key : row.value("nullable", Json::array()))
    GetProperty(definition, key, row)["nullable"] = true;
  const Json enums = row.value("enum", Json::object());
  for (const auto& [key, values] : enums.items())
    Append(GetProperty(definition, key, row)["enum"], values);
  for (const char* keys : {"optional", "without", "order"}) {
    for (const Json& key : row.value(keys, Json()))
      if (key != "alphabetical") GetProperty(definition, key, row);
  }
  if (row.contains("optional")) Append(definition["optional"], row["optional"]);
  if (row.contains("without"))
    Append(definition["without"][row.at("profile").get<std::string>()], row["without"]);
  if (row.contains("order")) definition["order"] = row["order"];
}

void ApplyRow(ContractData& data, const Json& row) {
  constexpr std::array kEvidence{"documented", "observed", "client code", "our choice"};
  if (std::count(kEvidence.begin(), kEvidence.end(), row.value("evidence", "")) == 0) {
    Reject(row, "it names no evidence");
  }
  if (row.contains("operation")) {
    ContractOperation added =
        ReadOperation(row["operation"].get<std::string>(), row, data.definitions);
    added.is_alias = true;
    data.operations.push_back(std::move(added));
  } else if (row.contains("define")) {
    data.definitions[row["define"].get<std::string>()] = row.at("schema");
  } else if (row.contains("operations")) {
    CorrectOperations(data, row);
  } else if (row.contains("definitions")) {
    for (const Json& name : row["definitions"]) {
      const auto found = data.definitions.find(name.get<std::string>());
      if (found == data.definitions.end()) Reject(row, "there is no definition " + name.dump());
      CorrectDefinition(found->second, row);
    }
  } else {
    Reject(row, "it corrects nothing");
  }
}

void AddAlias(ContractData& data, const Json& row) {
  for (const ContractOperation& operation : data.operations) {
    if (operation.name != row["operations"][0].get<std::string>()) continue;
    ContractOperation alias = operation;
    alias.name = row["alias"];
    alias.is_alias = true;
    for (const Json& outcome : row.value("alias_allow", Json::array()))
      alias.outcomes.insert(outcome.get<std::string>());
    data.operations.push_back(std::move(alias));
    return;
  }
}

Json ReadJson(const std::string& name) {
  std::ifstream file(std::string(PORTONE_SOURCE_DIR) + "/fixtures/reference/" + name);
  return Json::parse(file);
}

}  // namespace

ContractData CorrectContractData(const Json& contract, const Json& overlay) {
  ContractData data;
  for (const auto& [name, schema] : contract.at("definitions").items())
    data.definitions[name] = Json(schema);
  for (const auto& [name, description] : contract.at("operations").items())
    data.operations.push_back(ReadOperation(name, Json(description), data.definitions));
  for (const Json& row : overlay.at("rows"))
    ApplyRow(data, row);
  for (const Json& row : overlay.at("rows"))
    if (row.contains("alias")) AddAlias(data, row);
  return data;
}

ContractData ReadContractData() {
  return CorrectContractData(ReadJson("contract.json"), Json(ReadJson("overlay.json")));
}

}  // namespace portone::testing
