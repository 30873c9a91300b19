// SPDX-License-Identifier: MIT
#include "control/control.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "api/fields.h"
#include "api/text.h"

namespace portone::control {
namespace {

std::vector<ControlRoute> AllRoutes() {
  std::vector<ControlRoute> all;
  for (const auto routes :
       {HealthRoutes(), ClockRoutes(), SandboxRoutes(), WebhookRoutes(), JournalRoutes()}) {
    all.insert(all.end(), routes.begin(), routes.end());
  }
  return all;
}

/// The query's `sandbox`.
ControlResult<std::optional<std::string>> NamedInQuery(std::string_view query) {
  const auto data = api::RequestData::Read(query, "", "");
  if (!data.ok()) {
    return ControlError{ControlErrc::kMalformedRequest, "the query cannot be decoded", ""};
  }
  const auto value = data.value().fields().OptionalText("sandbox", 1024);
  if (!value.ok()) {
    return ControlError{ControlErrc::kInvalidParameter, "sandbox: must be one key", "sandbox"};
  }
  return value.value();
}

ControlResult<engine::SandboxPtr> FindNamed(const engine::Directory& directory,
                                            const std::string& imp_key) {
  engine::SandboxPtr sandbox = directory.FindByKey(imp_key);
  if (sandbox == nullptr) {
    const std::string shown = api::IsUtf8(imp_key) ? imp_key : "(not UTF-8)";
    return ControlError{ControlErrc::kUnknownSandbox, "no sandbox has the key \"" + shown + "\"",
                        "sandbox"};
  }
  return sandbox;
}

}  // namespace

ControlResult<engine::SandboxPtr> SelectSandbox(const ControlCall& call) {
  const engine::Directory& directory = call.parts.directory;
  const std::string_view header = call.request.FindHeader("X-Emulator-Sandbox");
  if (!header.empty()) return FindNamed(directory, std::string(header));
  PORTONE_TRY(const std::optional<std::string> named, NamedInQuery(call.query));
  if (named) return FindNamed(directory, *named);

  engine::SandboxPtr used;
  std::string keys;
  std::size_t count = 0;
  for (const engine::SandboxPtr& sandbox : directory.All()) {
    if (!sandbox->had_api_calls.load(std::memory_order_relaxed)) continue;
    used = sandbox;
    keys += (count++ == 0 ? "" : ", ") + sandbox->credentials.imp_key;
  }
  if (count > 1) {
    return ControlError{ControlErrc::kAmbiguousSandbox,
                        "several sandboxes are in use; name one with the header "
                        "X-Emulator-Sandbox: " +
                            keys,
                        "sandbox"};
  }
  return used != nullptr ? used : directory.Default();
}

api::Reply Control::Handle(const api::Request& request) const {
  static const std::vector<ControlRoute> kRoutes = AllRoutes();
  std::string_view target = request.target;
  if (!api::IsUtf8(target)) {
    return Refusal({ControlErrc::kMalformedRequest, "the target is not UTF-8", ""});
  }
  const std::size_t question = std::min(target.find('?'), target.size());
  std::string_view path = target.substr(0, question).substr(kPrefix.size());
  while (!path.empty() && path.back() == '/')
    path.remove_suffix(1);
  ControlCall call{request, target.substr(std::min(question + 1, target.size())), parts_};
  const std::string_view method = api::EffectiveMethod(request);

  bool path_exists = false;
  for (const ControlRoute& route : kRoutes) {
    if (route.path != path) continue;
    path_exists = true;
    if (route.method == method) return route.handler(call);
  }
  if (path_exists) {
    return Refusal(
        {ControlErrc::kMethodNotAllowed,
         request.method + " is not answered at " + std::string(kPrefix) + std::string(path), ""});
  }
  return Refusal({ControlErrc::kUnknownPath,
                  "the control API has no " + std::string(kPrefix) + std::string(path), ""});
}

}  // namespace portone::control
