// SPDX-License-Identifier: MIT
// The API calls that a sandbox received, without secrets.
#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/http_method.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "domain/calendar.h"
#include "json/card_number.h"
#include "json/json.h"
#include "json/redact.h"
#include "json/writer.h"

namespace portone::control {
namespace {

Json ToJson(const engine::RequestRecord& record) {
  return {
      {"sequence", record.sequence},
      {"at", FormatIso(record.at)},
      {"method", record.method},
      {"target", json::RedactTarget(record.target)},
      {"operation", record.operation},
      {"body", FormatBody(record.content_type, engine::ReadText(record.body))},
      {"status", record.status == 0 ? Json() : Json(record.status)},
      {"code", record.status == 0 ? Json() : Json(record.code)},
      {"message", record.message.empty() ? Json() : Json(json::MaskCardNumbers(record.message))}};
}

struct RequestFilter {
  std::optional<std::string> method;
  std::optional<std::string> operation;
  std::uint64_t since = 0;

  bool Matches(const engine::RequestRecord& record) const {
    return record.sequence > since && (!method || *method == record.method) &&
           (!operation || *operation == record.operation);
  }
};

/// The methods that can be in the list: those of routes, and HEAD, which the routes of GET serve.
std::vector<std::string_view> ListMethods() {
  const auto names = Names<Method>();
  std::vector<std::string_view> methods(names.begin(), names.end());
  methods.insert(std::next(methods.begin()), "HEAD");
  return methods;
}

std::optional<ControlError> CheckMethod(const std::string& method) {
  const std::vector<std::string_view> methods = ListMethods();
  if (std::find(methods.begin(), methods.end(), method) != methods.end()) return std::nullopt;
  std::string message = "method: must be one of";
  for (const std::string_view name : methods)
    message += " \"" + std::string(name) + "\"";
  return ControlError{ControlErrc::kInvalidParameter, message + ", not \"" + method + "\"",
                      "method"};
}

ControlResult<RequestFilter> ReadRequestFilter(const ControlCall& call) {
  PORTONE_TRY(const QueryParameters query,
              QueryParameters::Read(call.query, {"method", "operation", "since"}));
  PORTONE_TRY(const auto since, query.Integer("since", std::numeric_limits<std::int64_t>::max()));
  const std::optional<std::string> method = query.Text("method");
  if (method) {
    if (const auto problem = CheckMethod(*method)) return *problem;
  }
  return RequestFilter{method, query.Text("operation"),
                       static_cast<std::uint64_t>(since.value_or(0))};
}

ControlResult<api::Reply> ListRequests(ControlCall& call) {
  PORTONE_TRY(const RequestFilter filter, ReadRequestFilter(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  Json list = Json::array();
  for (const auto& record : sandbox->engine.activity().ListRequests()) {
    if (filter.Matches(*record)) list.push_back(ToJson(*record));
  }
  return MakeJsonReply(Json{{"requests", std::move(list)}});
}

/// Clears the list; nothing else changes.
ControlResult<api::Reply> ClearRequests(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  sandbox->engine.activity().ClearRequests();
  json::Writer json;
  json.BeginObject().Field("cleared", true).EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kRequestRoutes{
    ControlRoute{Method::kGet, "/requests", ListRequests},
    ControlRoute{Method::kDelete, "/requests", ClearRequests},
};

}  // namespace

std::span<const ControlRoute> RequestRoutes() {
  return kRequestRoutes;
}

}  // namespace portone::control
