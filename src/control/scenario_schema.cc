// SPDX-License-Identifier: MIT
// The schema of scenario files, for editors and for whoever writes them by program.
#include <array>

#include "control/control.h"
#include "scenario/schema.h"

namespace portone::control {
namespace {

api::Reply ReadSchema(ControlCall& /*call*/) {
  api::Reply reply;
  reply.body = scenario::SchemaText();
  return reply;
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/scenario/schema", ReadSchema},
};

}  // namespace

std::span<const ControlRoute> ScenarioSchemaRoutes() {
  return kRoutes;
}

}  // namespace portone::control
