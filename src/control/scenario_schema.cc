// SPDX-License-Identifier: MIT
// The JSON schema of scenario files, for editors and for programs that generate them.
#include <array>

#include "control/control.h"
#include "scenario/schema.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> ReadSchema(ControlCall& /*call*/) {
  api::Reply reply;
  reply.body = scenario::FormatSchema();
  return reply;
}

constexpr std::array kScenarioSchemaRoutes{
    ControlRoute{Method::kGet, "/scenario/schema", ReadSchema},
};

}  // namespace

std::span<const ControlRoute> ScenarioSchemaRoutes() {
  return kScenarioSchemaRoutes;
}

}  // namespace portone::control
