// SPDX-License-Identifier: MIT
// Health endpoint: the version, and whether the scenario files are loaded.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/version.h"
#include "control/control.h"
#include "control/control_reply.h"
#include "domain/calendar.h"
#include "json/text.h"
#include "json/writer.h"

namespace portone::control {
namespace {

/// Replaces non-ASCII bytes by '?' when the text is not UTF-8: a file name need not be, JSON must.
std::string ToUtf8(std::string text) {
  if (json::IsUtf8(text)) return text;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; }, '?');
  return text;
}

/// An error here does not change the status: the last loaded version stays in effect.
void WriteScenario(json::Writer& json, const LoadedFiles& loaded_files) {
  json.BeginObject().Key("files").BeginArray();
  for (const std::string& file : loaded_files.files)
    json.Text(ToUtf8(file));
  json.EndArray()
      .Field("loaded_at", FormatIso(loaded_files.loaded_at))
      .Field("reloads", static_cast<std::int64_t>(loaded_files.reloads))
      .Key("error");
  if (loaded_files.error) {
    json.Text(ToUtf8(*loaded_files.error));
  } else {
    json.Null();
  }
  json.EndObject();
}

ControlResult<api::Reply> ReadHealth(ControlCall& call) {
  const LoadStatus* status = call.context.load_status;
  const std::optional<LoadedFiles> loaded_files = status == nullptr ? std::nullopt : status->Read();
  json::Writer json;
  json.BeginObject()
      .Field("status", "ok")
      .Field("version", kVersion)
      .Field("sandboxes", static_cast<std::int64_t>(call.context.registry.Count()))
      .Key("scenario");
  if (loaded_files) {
    WriteScenario(json, *loaded_files);
  } else {
    json.Null();
  }
  json.EndObject();
  return MakeJsonReply(json);
}

api::Reply MakeOkReply() {
  json::Writer json;
  json.BeginObject().Field("status", "ok").EndObject();
  return MakeJsonReply(json);
}

/// Whether the process replies at all.
ControlResult<api::Reply> ReadLiveness(ControlCall& /*call*/) {
  return MakeOkReply();
}

/// Whether the emulator serves requests. It listens only once its scenario files are loaded, so it
/// is ready unless it is being stopped.
ControlResult<api::Reply> ReadReadiness(ControlCall& call) {
  if (call.context.dispatcher.stopped()) return MakeShuttingDownError();
  return MakeOkReply();
}

constexpr std::array kHealthRoutes{
    ControlRoute{Method::kGet, "/health", ReadHealth, ControlWait::kNever},
    ControlRoute{Method::kGet, "/livez", ReadLiveness, ControlWait::kNever},
    ControlRoute{Method::kGet, "/readyz", ReadReadiness, ControlWait::kNever},
};

}  // namespace

std::span<const ControlRoute> HealthRoutes() {
  return kHealthRoutes;
}

}  // namespace portone::control
