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
  for (const gateways::MagicValue& magic : gateways::CollectMagicValues()) {
    json.BeginObject()
        .Field("where", magic.where)
        .Field("value", magic.value)
        .Field("gateway", magic.gateway)
        .Field("stage", magic.stage)
        .Field("effect", magic.effect)
        .EndObject();
  }
  json.EndArray().Key("refusals").BeginObject();
  for (const GatewayRules* rules : gateways::All()) {
    json.Key(rules->code).BeginArray();
    for (const gateways::RefusalText& refusal : gateways::CollectRefusals(*rules))
      EncodeRefusal(json, refusal);
    json.EndArray();
  }
  json.EndObject().EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kMagicValueRoutes{
    ControlRoute{Method::kGet, "/magic-values", ListMagicValues},
};

}  // namespace

std::span<const ControlRoute> MagicValueRoutes() {
  return kMagicValueRoutes;
}

}  // namespace portone::control
