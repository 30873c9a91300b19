// SPDX-License-Identifier: MIT
#include "control/openapi.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/lower_case.h"
#include "base/path_prefixes.h"
#include "base/version.h"
#include "control/call_descriptions.h"
#include "control/control.h"
#include "control/control_reply.h"

namespace portone::control {
namespace {

/// "clock": calls are grouped by the first segment of their path.
std::string MakeTag(std::string_view path) {
  const std::string_view segment = path.substr(1, path.find('/', 1) - 1);
  return std::string(segment.empty() ? "index" : segment.substr(0, segment.find('.')));
}

/// "post_clock_advance", "delete_faults_id", "get_receipts_any".
std::string MakeOperationId(const ControlRoute& route) {
  std::string id = ToLowerCase(std::string(Name(route.method)));
  bool is_new_word = true;
  for (const char c : route.path) {
    const bool is_alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_alphanumeric && is_new_word) id += '_';
    if (is_alphanumeric) id += c;
    if (c == '*') id += "_any";
    is_new_word = !is_alphanumeric;
  }
  return id;
}

/// Adds the {parameters} of the path.
void AddPathParameters(Json& parameters, std::string_view path) {
  for (std::size_t begin = path.find('{'); begin != std::string_view::npos;
       begin = path.find('{', begin + 1)) {
    const std::string_view name = path.substr(begin + 1, path.find('}', begin) - begin - 1);
    parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
}

Json MakeParameters(const ControlRoute& route, const Json& call) {
  Json parameters = Json::array();
  AddPathParameters(parameters, route.path);
  if (call.value("sandbox", true)) {
    parameters.push_back({{"$ref", "#/components/parameters/SandboxHeader"}});
    parameters.push_back({{"$ref", "#/components/parameters/SandboxQuery"}});
  }
  const Json query = call.value("query", Json::object());
  for (const auto& [name, parameter] : query.items()) {
    Json entry{{"name", name}, {"in", "query"}};
    entry.update(parameter);
    parameters.push_back(std::move(entry));
  }
  return parameters;
}

Json MakeJsonContent(Json schema) {
  return {{"application/json", {{"schema", std::move(schema)}}}};
}

Json MakeReplies(const Json& call) {
  const std::string type = call.value("content", "");
  Json success{{"description", "done"}};
  if (type.empty()) {
    success["content"] = MakeJsonContent(call.value("reply", Json::object()));
  } else {
    success["content"][type]["schema"]["type"] = "string";
  }
  return {{std::to_string(api::Reply{}.status), std::move(success)},
          {"default", {{"$ref", "#/components/responses/Refused"}}}};
}

Json MakeOperation(const ControlRoute& route) {
  const Json& call = DescribeCall(route);
  Json operation{{"operationId", MakeOperationId(route)},
                 {"summary", call.value("summary", "")},
                 {"tags", {MakeTag(route.path)}}};
  Json parameters = MakeParameters(route, call);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (call.contains("body"))
    operation["requestBody"] = {{"content", MakeJsonContent(call["body"])}};
  operation["responses"] = MakeReplies(call);
  return operation;
}

/// The schemas of calls.json, with the error codes added to that of an error.
Json MakeSchemas() {
  Json schemas = GetCallSchemas();
  Json codes = Json::array();
  for (const std::string_view name : Names<ControlErrc>())
    codes.push_back(name);
  schemas["Error"]["properties"]["error"]["properties"]["code"] = {{"enum", std::move(codes)}};
  return schemas;
}

Json MakeComponents() {
  const Json text{{"type", "string"}};
  Json components;
  components["schemas"] = MakeSchemas();
  components["parameters"] = {
      {"SandboxHeader",
       {{"name", "X-Emulator-Sandbox"},
        {"in", "header"},
        {"description", "the imp_key of the sandbox; needed once several are in use"},
        {"schema", text}}},
      {"SandboxQuery",
       {{"name", "sandbox"},
        {"in", "query"},
        {"description", "the same, for clients that cannot set a header"},
        {"schema", text}}}};
  components["responses"] = {
      {"Refused",
       {{"description", "refused; nothing has changed"},
        {"content", MakeJsonContent({{"$ref", "#/components/schemas/Error"}})}}}};
  components["securitySchemes"] = {
      {"Token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "of --control-token"}}}};
  return components;
}

ControlResult<api::Reply> ReadOpenApi(ControlCall& /*call*/) {
  return MakeJsonReply(MakeOpenApi());
}

constexpr std::array kOpenApiRoutes{
    ControlRoute{Method::kGet, "/openapi.json", ReadOpenApi, ControlWait::kNever},
};

}  // namespace

Json MakeOpenApi() {
  Json paths = Json::object();
  for (const ControlRoute& route : ControlRoutes())
    paths[std::string(route.path)][ToLowerCase(std::string(Name(route.method)))] =
        MakeOperation(route);
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "portone-emulator, control API"},
            {"version", kVersion},
            {"description", "What no merchant can do: the clock, faults, lists, expectations."}}},
          {"servers", {{{"url", kControlPrefix}}}},
          {"security", {Json::object(), {{"Token", Json::array()}}}},
          {"paths", std::move(paths)},
          {"components", MakeComponents()}};
}

std::span<const ControlRoute> OpenApiRoutes() {
  return kOpenApiRoutes;
}

}  // namespace portone::control
