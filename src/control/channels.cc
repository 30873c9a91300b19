// SPDX-License-Identifier: MIT
// The channels of a sandbox: reading and changing them.
#include "commands/channels.h"

#include <array>

#include "api/serve.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "domain/errors.h"
#include "gateways/registry.h"
#include "json/writer.h"
#include "scenario/given.h"

namespace portone::control {
namespace {

/// Writes a channel with all settings of its gateway, including defaults.
void WriteChannel(json::Writer& json, const Channel& channel) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  json.BeginObject()
      .Field("channel_key", channel.channel_key.text)
      .Field("pg", channel.pg.text)
      .Field("pg_id", channel.pg_id)
      .Field("name", channel.name)
      .Field("type", Name(channel.type));
  json.Key("settings").BeginObject();
  for (const SettingRule& rule : rules.settings)
    json.Field(rule.name, GetSetting(rules, channel, rule.name));
  json.EndObject().EndObject();
}

api::Reply MakeChannelReply(const Channel& channel) {
  json::Writer json;
  WriteChannel(json, channel);
  return MakeJsonReply(json);
}

ControlResult<api::Reply> ListChannels(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto channels,
              ToControlResult(sandbox->engine.Query(commands::ListChannels{})));
  json::Writer json;
  json.BeginObject().Key("channels").BeginArray();
  for (const Channel& channel : channels)
    WriteChannel(json, channel);
  json.EndArray().EndObject();
  return MakeJsonReply(json);
}

/// Adds or replaces a channel. A reset undoes it.
ControlResult<api::Reply> PutChannel(ControlCall& call) {
  commands::PutChannel command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&](json::StrictObject& object) {
    command.channel = scenario::ReadChannel(object, call.path[0]);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const Channel channel,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command)));
  return MakeChannelReply(channel);
}

ControlResult<api::Reply> RemoveChannel(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const commands::RemoveChannel command{ChannelKey(call.path[0])};
  PORTONE_TRY(const Channel channel,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command),
                              Errc::kUnknownChannel, "channel_key"));
  return MakeChannelReply(channel);
}

constexpr std::array kChannelRoutes{
    ControlRoute{Method::kGet, "/channels", ListChannels},
    ControlRoute{Method::kPut, "/channels/{channel_key}", PutChannel, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
    ControlRoute{Method::kDelete, "/channels/{channel_key}", RemoveChannel},
};

}  // namespace

std::span<const ControlRoute> ChannelRoutes() {
  return kChannelRoutes;
}

}  // namespace portone::control
