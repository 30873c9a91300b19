// SPDX-License-Identifier: MIT
#include "control/control.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "api/fields.h"
#include "json/text.h"

namespace portone::control {
namespace {

using Segments = std::vector<std::string_view>;

/// Splits "/faults/7" into "faults" and "7". Ignores trailing slashes.
Segments Split(std::string_view path) {
  Segments segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (!path.empty() || !segment.empty()) segments.push_back(segment);
  }
  while (!segments.empty() && segments.back().empty())
    segments.pop_back();
  return segments;
}

struct Row {
  ControlRoute route;
  Segments pattern;
};

std::vector<Row> MakeRouteTable() {
  std::vector<Row> all;
  for (const auto routes :
       {HealthRoutes(), ClockRoutes(), AgendaRoutes(), SandboxRoutes(), WebhookRoutes(),
        WebhookSettingsRoutes(), RequestRoutes(), ActionRoutes(), ReceiptRoutes(), JournalRoutes(),
        VerifyRoutes(), FaultRoutes(), ChannelRoutes(), CheckoutRoutes(), MagicValueRoutes(),
        ScenarioSchemaRoutes(), ScenarioRoutes()}) {
    for (const ControlRoute& route : routes)
      all.push_back({route, Split(route.path)});
  }
  return all;
}

/// Returns the values of the pattern's {parameters} if the path matches it. Routes with a literal
/// segment are listed before those with a parameter in the same position.
std::optional<api::PathValues> MatchPath(const Segments& pattern, const Segments& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  api::PathValues values;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (pattern[i].starts_with('{')) {
      const auto value = json::PercentDecode(path[i], false);
      if (!value || !json::IsUtf8(*value)) return std::nullopt;
      values.push_back(*value);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return values;
}

/// Reads the query parameter `sandbox`. The handler of the route reads the rest of the query.
ControlResult<std::optional<std::string>> ReadSandboxParameter(std::string_view query) {
  const auto data = api::RequestData::Read(query, "", "");
  if (!data.ok()) {
    return ControlError{ControlErrc::kMalformedRequest, "the query cannot be decoded", ""};
  }
  const auto value = data.value().fields().OptionalText("sandbox", 1024);
  if (!value.ok()) {
    return ControlError{ControlErrc::kInvalidParameter, "sandbox: must be a single key", "sandbox"};
  }
  return value.value();
}

ControlResult<engine::SandboxPtr> FindSandboxByKey(const engine::Directory& directory,
                                                   const std::string& imp_key) {
  engine::SandboxPtr sandbox = directory.FindByKey(imp_key);
  if (sandbox == nullptr) {
    const std::string shown = json::IsUtf8(imp_key) ? imp_key : "(not UTF-8)";
    return ControlError{ControlErrc::kUnknownSandbox, "no sandbox has the key \"" + shown + "\"",
                        "sandbox"};
  }
  return sandbox;
}

ControlResult<engine::SandboxPtr> FindSandbox(const ControlCall& call) {
  const engine::Directory& directory = call.parts.directory;
  const std::string_view header = call.request.FindHeader("X-Emulator-Sandbox");
  if (!header.empty()) return FindSandboxByKey(directory, std::string(header));
  PORTONE_TRY(const std::optional<std::string> named, ReadSandboxParameter(call.query));
  if (named) return FindSandboxByKey(directory, *named);

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

api::Reply Dispatch(ControlCall& call, const Segments& path, std::string_view method) {
  static const std::vector<Row> kRows = MakeRouteTable();
  std::string shown = call.request.target.substr(0, call.request.target.find('?'));
  while (shown.ends_with('/'))
    shown.pop_back();
  bool path_exists = false;
  for (const Row& row : kRows) {
    std::optional<api::PathValues> values = MatchPath(row.pattern, path);
    if (!values) continue;
    path_exists = true;
    if (row.route.method != method) continue;
    call.path = *std::move(values);
    return row.route.handler(call);
  }
  if (path_exists) {
    return ErrorReply(
        {ControlErrc::kMethodNotAllowed, call.request.method + " is not allowed for " + shown, ""});
  }
  return ErrorReply({ControlErrc::kUnknownPath, "the control API has no path " + shown, ""});
}

}  // namespace

ControlResult<engine::SandboxPtr> SelectSandbox(ControlCall& call) {
  PORTONE_TRY(call.sandbox, FindSandbox(call));
  return call.sandbox;
}

api::ServiceResult Control::Handle(const api::Request& request) const {
  const std::string_view target = request.target;
  if (!json::IsUtf8(target)) {
    return {ErrorReply({ControlErrc::kMalformedRequest, "the target is not UTF-8", ""}), nullptr};
  }
  const std::size_t question = std::min(target.find('?'), target.size());
  ControlCall call{request, target.substr(std::min(question + 1, target.size())), parts_};
  const Segments path = Split(target.substr(0, question).substr(kControlPrefix.size()));
  api::Reply reply = Dispatch(call, path, api::EffectiveMethod(request));
  if (call.sandbox == nullptr) {
    // Refused before a sandbox was selected, but the reply still carries the sandbox's time.
    if (auto found = FindSandbox(call); found.ok()) call.sandbox = std::move(found).value();
  }
  return {std::move(reply), std::move(call.sandbox)};
}

}  // namespace portone::control
