// SPDX-License-Identifier: MIT
// Whether the emulator answers, and which one it is.
#include <array>

#include "api/json_writer.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "control/version.h"

namespace portone::control {
namespace {

api::Reply Health(ControlCall& call) {
  api::JsonWriter json;
  json.BeginObject()
      .Field("status", "ok")
      .Field("version", kVersion)
      .Field("sandboxes", static_cast<std::int64_t>(call.parts.directory.All().size()))
      .EndObject();
  return JsonReply(json);
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/health", Health},
};

}  // namespace

std::span<const ControlRoute> HealthRoutes() {
  return kRoutes;
}

}  // namespace portone::control
