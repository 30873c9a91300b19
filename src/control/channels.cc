// SPDX-License-Identifier: MIT
// The channels of a sandbox: reading and changing them.
#include "commands/channels.h"

#include <array>

#include "api/serve.h"
#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
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

api::Reply ChannelReply(const Result<Channel>& channel) {
  if (!channel.ok()) {
    const bool missing = channel.error().code == Errc::kUnknownChannel;
    return ErrorReply({missing ? ControlErrc::kNotFound : ControlErrc::kPoisoned,
                       channel.error().message, missing ? "channel_key" : ""});
  }
  json::Writer json;
  WriteChannel(json, channel.value());
  return JsonReply(json);
}

api::Reply ListChannels(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  const auto channels = sandbox.value()->engine.Query(commands::ListChannels{});
  if (!channels.ok()) return ErrorReply({ControlErrc::kPoisoned, channels.error().message, ""});
  json::Writer json;
  json.BeginObject().Key("channels").BeginArray();
  for (const Channel& channel : channels.value())
    WriteChannel(json, channel);
  json.EndArray().EndObject();
  return JsonReply(json);
}

/// Adds or replaces a channel. A reset undoes it.
api::Reply PutChannel(ControlCall& call) {
  commands::PutChannel command;
  const auto body = ReadBody(call.request, [&](json::StrictObject& object) {
    command.channel = scenario::ReadChannel(object, call.path[0]);
  });
  if (!body.ok()) return ErrorReply(body.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return ChannelReply(sandbox.value()->engine.Run(MakeCause(call.request), command));
}

api::Reply RemoveChannel(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return ChannelReply(sandbox.value()->engine.Run(
      MakeCause(call.request), commands::RemoveChannel{ChannelKey(call.path[0])}));
}

constexpr std::array kChannelRoutes{
    ControlRoute{Method::kGet, "/channels", ListChannels},
    ControlRoute{Method::kPut, "/channels/{channel_key}", PutChannel},
    ControlRoute{Method::kDelete, "/channels/{channel_key}", RemoveChannel},
};

}  // namespace

std::span<const ControlRoute> ChannelRoutes() {
  return kChannelRoutes;
}

}  // namespace portone::control
