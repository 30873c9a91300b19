// SPDX-License-Identifier: MIT
#include "control/control.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "api/fields.h"
#include "api/router.h"
#include "domain/errors.h"
#include "json/suggestion.h"
#include "json/text.h"

namespace portone::control {
namespace {

/// Splits "/faults/7" into "faults" and "7", still percent-encoded. Ignores trailing slashes.
std::vector<std::string> Split(std::string_view path) {
  std::vector<std::string> segments;
  while (path.ends_with('/'))
    path.remove_suffix(1);
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    segments.emplace_back(segment);
  }
  return segments;
}

/// Finds the route of a path below the prefix. A path that cannot be decoded has none. Values are
/// decoded after matching: "%2F" does not split a segment, and literal segments are compared as
/// sent.
api::RouteMatch FindRoute(std::string_view method, std::string_view path) {
  static const api::Router kRouter(ControlRoutes());
  const std::vector<std::string> segments = Split(path);
  for (const std::string& segment : segments) {
    const auto decoded = json::PercentDecode(segment, false);
    if (!decoded || !json::IsUtf8(*decoded)) return {};
  }
  api::RouteMatch match = kRouter.Find(method, segments);
  for (std::string& value : match.values)
    value = *json::PercentDecode(value, false);
  return match;
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

/// Opens the sandbox of a key with which no call has been made yet.
ControlResult<engine::SandboxPtr> OpenSandbox(engine::SandboxRegistry& registry,
                                              const std::string& imp_key) {
  Result<engine::SandboxPtr> opened = registry.OpenUnpinned(imp_key);
  if (opened.ok()) return std::move(opened).value();
  const Error& error = opened.error();
  if (error.code == Errc::kMemoryFull) return MakeMemoryFullError(registry.memory_limit().limit());
  if (error.code == Errc::kTooManySandboxes) {
    return ControlError{ControlErrc::kTooManySandboxes, error.message, ""};
  }
  return ControlError{ControlErrc::kUnknownSandbox,
                      "no sandbox has the key \"" + imp_key +
                          "\", and with --strict-keys only POST /_emulator/sandboxes opens one",
                      "sandbox"};
}

bool CanBeKey(const std::string& imp_key) {
  return json::IsUtf8(imp_key) && json::CountCodePoints(imp_key) <= engine::kMaxImpKey &&
         json::Trim(imp_key) == imp_key;
}

ControlResult<engine::SandboxPtr> FindSandboxByKey(const ControlCall& call,
                                                   const std::string& imp_key) {
  engine::SandboxRegistry& registry = call.context.registry;
  if (engine::SandboxPtr sandbox = registry.FindByKey(imp_key)) return sandbox;
  if (call.opens_sandbox && CanBeKey(imp_key)) return OpenSandbox(registry, imp_key);
  const std::string printable_key = json::IsUtf8(imp_key) ? imp_key : "(not UTF-8)";
  return ControlError{ControlErrc::kUnknownSandbox,
                      "no sandbox has the key \"" + printable_key +
                          "\": its shop has not called yet; POST /_emulator/sandboxes opens one, "
                          "and so does a call that sets something, such as PUT "
                          "/_emulator/webhooks/settings",
                      "sandbox"};
}

ControlResult<engine::SandboxPtr> FindSandbox(const ControlCall& call) {
  const engine::SandboxRegistry& registry = call.context.registry;
  const std::string_view header = call.request.FindHeader("X-Emulator-Sandbox");
  if (!header.empty()) return FindSandboxByKey(call, std::string(header));
  PORTONE_TRY(const std::optional<std::string> named_key, ReadSandboxParameter(call.query));
  if (named_key) return FindSandboxByKey(call, *named_key);

  engine::SandboxPtr used_sandbox;
  std::string keys;
  std::size_t count = 0;
  for (const engine::SandboxPtr& sandbox : registry.All()) {
    if (!sandbox->had_api_calls.load(std::memory_order_relaxed)) continue;
    used_sandbox = sandbox;
    keys += (count++ == 0 ? "" : ", ") + sandbox->credentials.imp_key;
  }
  if (count > 1) {
    return ControlError{ControlErrc::kAmbiguousSandbox,
                        "several sandboxes are in use; name one with the header "
                        "X-Emulator-Sandbox: " +
                            keys,
                        "sandbox"};
  }
  return used_sandbox != nullptr ? used_sandbox : registry.Default();
}

/// A tree of JSON takes up to this many times the size of its text.
constexpr std::size_t kBytesPerByteOfText = 20;
/// For bodies below this size, memory is neither checked before reading nor released afterwards.
constexpr std::size_t kLargeBodyBytes = std::size_t{1} << 20;

/// Whether there is memory to read a large body.
ControlResult<Done> CheckBodySize(const ControlCall& call) {
  const std::size_t size = call.request.body.size();
  engine::MemoryLimit& memory = call.context.registry.memory_limit();
  if (size < kLargeBodyBytes || !memory.WouldExceed(size * kBytesPerByteOfText)) return Done{};
  return MakeMemoryFullError(memory.limit());
}

/// The route's path with the values that a request has for its parameters: "/faults/7".
std::string FillParameters(std::string_view pattern, const std::vector<std::string>& segments) {
  std::string filled;
  std::size_t index = 0;
  for (const std::string& segment : Split(pattern)) {
    const bool takes_value = segment.starts_with('{') && index < segments.size();
    filled += "/" + (takes_value ? segments[index] : segment);
    ++index;
  }
  return filled;
}

/// "; did you mean /_emulator/webhooks?", or "". `path` is below the prefix.
std::string SuggestPath(std::string_view path) {
  const std::vector<std::string> segments = Split(path);
  std::vector<std::string> candidates;
  for (const ControlRoute& route : ControlRoutes())
    candidates.push_back(FillParameters(route.path, segments));
  std::string requested_path;
  for (const std::string& segment : segments)
    requested_path += "/" + segment;
  const auto nearest = json::FindNearest(requested_path, candidates);
  // The path itself exists: one of its values cannot be decoded.
  return nearest && *nearest != requested_path
             ? "; did you mean " + std::string(kControlPrefix) + *nearest + "?"
             : "";
}

/// `path` is without the prefix and the query.
ControlResult<api::Reply> Dispatch(ControlCall& call, std::string_view path) {
  api::RouteMatch match = FindRoute(api::GetEffectiveMethod(call.request), path);
  if (match.row) {
    PORTONE_RETURN_IF_ERROR(CheckBodySize(call));
    call.path = std::move(match.values);
    call.opens_sandbox = ControlRoutes()[*match.row].unknown_key == UnknownKey::kOpensSandbox;
    return ControlRoutes()[*match.row].handler(call);
  }
  std::string full_path = call.request.target.substr(0, call.request.target.find('?'));
  while (full_path.ends_with('/'))
    full_path.pop_back();
  if (!match.methods.empty()) {
    return ControlError{ControlErrc::kMethodNotAllowed,
                        call.request.method + " is not allowed for " + full_path, ""};
  }
  return ControlError{ControlErrc::kUnknownPath,
                      "the control API has no path " + full_path + SuggestPath(path), ""};
}

}  // namespace

std::span<const ControlRoute> ControlRoutes() {
  static const std::vector<ControlRoute> kTable = [] {
    std::vector<ControlRoute> table;
    for (const auto routes : {IndexRoutes(),           OpenApiRoutes(),        HealthRoutes(),
                              MetricsRoutes(),         CertificateRoutes(),    ClockRoutes(),
                              AgendaRoutes(),          SandboxRoutes(),        WebhookRoutes(),
                              WebhookSettingsRoutes(), RequestRoutes(),        ActionRoutes(),
                              RecordRoutes(),          ReceiptRoutes(),        DemoRoutes(),
                              JournalRoutes(),         VerifyRoutes(),         WaitRoutes(),
                              FaultRoutes(),           ChannelRoutes(),        CheckoutRoutes(),
                              WindowRoutes(),          EventRoutes(),          TimelineRoutes(),
                              MagicValueRoutes(),      ScenarioSchemaRoutes(), ScenarioRoutes()}) {
      table.insert(table.end(), routes.begin(), routes.end());
    }
    return table;
  }();
  return kTable;
}

ControlResult<engine::SandboxPtr> SelectSandbox(ControlCall& call) {
  PORTONE_TRY(call.sandbox, FindSandbox(call));
  return call.sandbox;
}

ControlWait GetControlWait(const api::Request& request) {
  const std::string_view target = request.target;
  const std::string_view path = target.substr(0, target.find('?')).substr(kControlPrefix.size());
  const api::RouteMatch match = FindRoute(api::GetEffectiveMethod(request), path);
  return match.row ? ControlRoutes()[*match.row].wait : ControlWait::kForSandbox;
}

ControlResult<Done> CheckMemory(engine::SandboxRegistry& registry) {
  if (!registry.memory_limit().IsReached()) return Done{};
  return MakeMemoryFullError(registry.memory_limit().limit());
}

api::ServiceResult Control::Handle(const api::Request& request) const {
  const std::string_view target = request.target;
  if (!json::IsUtf8(target)) {
    return {MakeErrorReply({ControlErrc::kMalformedRequest, "the target is not UTF-8", ""}),
            nullptr};
  }
  const std::size_t question_mark = std::min(target.find('?'), target.size());
  if (auto refusal = RefuseForeignControlCall(context_.web_guard, request)) {
    return {MakeErrorReply(*refusal), nullptr};
  }
  ControlCall call{request, target.substr(std::min(question_mark + 1, target.size())), context_};
  ControlResult<api::Reply> result =
      Dispatch(call, target.substr(0, question_mark).substr(kControlPrefix.size()));
  api::Reply reply = result.ok() ? std::move(result).value() : MakeErrorReply(result.error());
  if (request.body.size() >= kLargeBodyBytes) context_.registry.ReleaseMemorySoon();
  if (call.sandbox == nullptr) {
    call.opens_sandbox = false;
    // Refused before a sandbox was selected, but the reply still carries the sandbox's time.
    if (auto found = FindSandbox(call); found.ok()) call.sandbox = std::move(found).value();
  }
  return {std::move(reply), std::move(call.sandbox)};
}

}  // namespace portone::control
