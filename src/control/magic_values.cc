// SPDX-License-Identifier: MIT
// Lists the magic values: input values with a special effect, without any configuration.
#include "gateways/magic_values.h"

#include <array>

#include "control/control.h"
#include "control/control_reply.h"
#include "json/writer.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> ListMagicValues(ControlCall& /*call*/) {
  json::Writer json;
  json.BeginObject().Key("magic_values").BeginArray();
  for (const gateways::MagicValue& one : gateways::CollectMagicValues()) {
    json.BeginObject()
        .Field("where", one.where)
        .Field("value", one.value)
        .Field("at", one.gateway)
        .Field("layer", one.layer)
        .Field("effect", one.effect)
        .EndObject();
  }
  json.EndArray().EndObject();
  return JsonReply(json);
}

constexpr std::array kMagicValueRoutes{
    ControlRoute{Method::kGet, "/magic-values", ListMagicValues},
};

}  // namespace

std::span<const ControlRoute> MagicValueRoutes() {
  return kMagicValueRoutes;
}

}  // namespace portone::control
