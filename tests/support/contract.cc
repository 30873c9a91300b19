// SPDX-License-Identifier: MIT
#include "support/contract.h"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "api/routes/tags.h"
#include "api/target.h"

namespace portone::testing {
namespace {

const std::set<std::string> kUnknownPathOutcomes{"404/-1", "413/-1"};
const std::set<std::string> kUnknownMethodOutcomes{"405/-1", "413/-1"};
const std::set<std::string> kUnreadableTargetOutcomes{"400/-1", "413/-1"};

api::Route MakeRoute(const std::string& operation) {
  const std::size_t space = operation.find(' ');
  for (const auto method : {Method::kGet, Method::kPost, Method::kPut, Method::kDelete}) {
    if (operation.compare(0, space, Name(method)) == 0) {
      const std::string_view path = std::string_view(operation).substr(space + 1);
      return {method, path, api::Access::kToken, nullptr};
    }
  }
  throw std::runtime_error("no method: " + operation);
}

std::vector<api::Route> MakeRoutes(const std::vector<ContractOperation>& operations) {
  std::vector<api::Route> routes;
  routes.reserve(operations.size());
  for (const ContractOperation& operation : operations)
    routes.push_back(MakeRoute(operation.name));
  return routes;
}

std::string Join(const std::set<std::string>& outcomes) {
  std::string list;
  for (const std::string& outcome : outcomes)
    list += (list.empty() ? "" : ", ") + outcome;
  return list;
}

/// What is wrong with the gateway's error in a refusal: {code, message}, both texts.
Findings CheckGatewayError(const Json& envelope) {
  const Json& error = envelope["error"];
  const bool is_error = error.is_object() && error.size() == 2 && error.contains("code") &&
                        error["code"].is_string() && error.contains("message") &&
                        error["message"].is_string();
  if (!is_error) return {"/error is not {code, message}"};
  if (envelope.value("code", Json()) == 0) return {"/error is in a success"};
  return {};
}

/// {code, message, response} in this order, with their types; `may_have_error`: and an error after
/// them.
Findings CheckEnvelope(Json envelope, bool may_have_error) {
  constexpr std::array kKeys{"code", "message", "response"};
  if (!envelope.is_object()) return {"the body is not a JSON object"};
  Findings findings;
  if (may_have_error && envelope.contains("error")) {
    findings = CheckGatewayError(envelope);
    envelope.erase("error");
  }
  for (const char* key : kKeys) {
    if (!envelope.contains(key)) findings.push_back("/" + std::string(key) + " is missing");
  }
  std::size_t index = 0;
  for (const auto& [key, value] : envelope.items()) {
    const bool is_known = key == kKeys[0] || key == kKeys[1] || key == kKeys[2];
    if (!is_known) findings.push_back("/" + key + " is a key that the envelope does not have");
    if (is_known && findings.empty() && key != kKeys.at(index)) {
      findings.push_back("/" + key + " is out of order: code, message, response");
    }
    ++index;
  }
  if (!findings.empty()) return findings;
  if (!envelope["code"].is_number_integer()) findings.emplace_back("/code is not an integer");
  if (!envelope["message"].is_null() && !envelope["message"].is_string())
    findings.emplace_back("/message is neither text nor null");
  return findings;
}

/// Checks the fields that depend on the code, whatever the operation.
Findings CheckMessage(const Json& envelope, bool has_success_message, bool has_refusal_response) {
  const bool success = envelope["code"] == 0;
  const Json& message = envelope["message"];
  Findings findings;
  if (success && !message.is_null() && !has_success_message)
    findings.emplace_back("/message is text, though a success has none");
  if (!success && (message.is_null() || message.get_ref<const std::string&>().empty()))
    findings.emplace_back("/message is missing from a refusal");
  if (!success && !envelope["response"].is_null() && !has_refusal_response)
    findings.emplace_back("/response is not null, though a refusal has none");
  return findings;
}

void Append(Findings& findings, const Findings& more) {
  findings.insert(findings.end(), more.begin(), more.end());
}

/// Checks the reply to an operation, or to an unknown path when `operation` is null.
Findings CheckReply(const Exchange& exchange, const Definitions& definitions,
                    const ContractOperation* operation, const std::set<std::string>& outcomes) {
  const Json envelope = Json::parse(exchange.body, nullptr, false);
  Findings findings = CheckEnvelope(envelope, operation != nullptr && operation->has_refusal_error);
  if (!findings.empty()) return findings;
  const std::string outcome = std::to_string(exchange.status) + "/" + envelope["code"].dump();
  const bool is_replaced = exchange.replacements.contains(outcome);
  if (!is_replaced && !outcomes.contains(outcome)) {
    findings.push_back("answered " + outcome + ", which is not one of " + Join(outcomes));
  }
  Append(findings, CheckMessage(envelope, operation != nullptr && operation->has_success_message,
                                operation != nullptr && operation->has_refusal_response));
  const bool refusal_has_response =
      operation != nullptr && operation->has_refusal_response && !envelope["response"].is_null();
  if (operation != nullptr && (envelope["code"] == 0 || refusal_has_response)) {
    Append(findings, CheckValue(definitions, exchange.profile, operation->response,
                                envelope["response"], "/response"));
  }
  return findings;
}

}  // namespace

Contract::Contract(ContractData data)
    : data_(std::move(data)), router_(MakeRoutes(data_.operations)) {}

const Contract& Contract::Shared() {
  static const Contract kShared(ReadContractData());
  return kShared;
}

Findings Contract::Check(const Exchange& exchange) const {
  const Result<api::Target> target = api::SplitTarget(exchange.target);
  api::RouteMatch match;
  const std::string method = exchange.method == "HEAD" ? "GET" : exchange.method;
  if (target.ok()) match = router_.Find(method, target.value().segments);
  const ContractOperation* operation = nullptr;
  if (match.row) operation = &data_.operations.at(*match.row);
  const auto& outcomes = operation != nullptr     ? operation->outcomes
                         : !target.ok()           ? kUnreadableTargetOutcomes
                         : !match.methods.empty() ? kUnknownMethodOutcomes
                                                  : kUnknownPathOutcomes;
  Findings findings = CheckReply(exchange, data_.definitions, operation, outcomes);
  const std::string name =
      operation != nullptr ? operation->name : exchange.method + " " + exchange.target;
  for (std::string& finding : findings)
    finding.insert(0, name + ": ");
  return findings;
}

}  // namespace portone::testing
