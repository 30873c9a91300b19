// SPDX-License-Identifier: MIT
// Lists the magic values: input values with a special effect, without any configuration.
#include "gateways/magic_values.h"

#include <array>

#include "control/control.h"
#include "control/control_reply.h"
#include "gateways/registry.h"
#include "json/writer.h"

namespace portone::control {
namespace {

void EncodeRefusal(json::Writer& json, const gateways::RefusalText& refusal) {
  json.BeginObject()
      .Field("name", refusal.name)
      .Field("stage", refusal.stage)
      .Field("code", refusal.text.code)
      .Field("message", refusal.text.message)
      .Field("source", Name(refusal.source))
      .EndObject();
}

ControlResult<api::Reply> ListMagicValues(ControlCall& /*call*/) {
  json::Writer json;
  json.BeginObject().Key("magic_values").BeginArray();
  for (const gateways::MagicValue& one : gateways::CollectMagicValues()) {
    json.BeginObject()
        .Field("where", one.where)
        .Field("value", one.value)
        .Field("at", one.gateway)
        .Field("stage", one.stage)
        .Field("effect", one.effect)
        .EndObject();
  }
  json.EndArray().Key("refusals").BeginObject();
  for (const GatewayRules* rules : gateways::All()) {
    json.Key(rules->code).BeginArray();
    for (const gateways::RefusalText& one : gateways::CollectRefusals(*rules))
      EncodeRefusal(json, one);
    json.EndArray();
  }
  json.EndObject().EndObject();
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
