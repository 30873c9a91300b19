// SPDX-License-Identifier: MIT
// The channels of a merchant, which the service's own script asks for as it starts.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "api/fields.h"
#include "commands/channels.h"
#include "domain/texts.h"
#include "json/writer.h"
#include "web/browser_side.h"
#include "web/web_reply.h"

namespace portone::web {
namespace {

constexpr std::size_t kMaxCallbackLength = 128;

/// Whether a text is the name of a function, so that the reply can do nothing but call it.
bool IsFunctionName(const std::string& name) {
  return !name.empty() && name.size() <= kMaxCallbackLength &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '_' || c == '$' || c == '.';
         });
}

/// Writes the channels whose windows a page can open, the default one first.
void EncodeChannels(json::Writer& json, const std::vector<Channel>& channels) {
  json.BeginObject().Field("code", 0).Field("msg", nullptr).Key("data").BeginArray();
  for (const Channel& channel : channels) {
    if (channel.type == ChannelType::kApiPayment) continue;
    json.BeginObject()
        .Field("pg_provider", channel.pg.text)
        .Field("pg_id", channel.pg_id)
        .Field("type", Name(channel.type))
        .EndObject();
  }
  json.EndArray().EndObject();
}

void EncodeUnknownUserCode(json::Writer& json) {
  json.BeginObject()
      .Field("code", -1)
      .Field("msg", texts::kUnknownUserCode)
      .Key("data")
      .BeginArray()
      .EndArray()
      .EndObject();
}

// FIDELITY: script-channel-list
api::Reply ListChannels(BrowserCall& call) {
  const auto data = api::RequestData::Read(call.query, "", "");
  if (!data.ok()) return MakeErrorReply(WebErrc::kMalformedRequest, "the query cannot be decoded");
  const auto callback = data.value().fields().OptionalText("callback", api::kNoLimit);
  if (!callback.ok() || (callback.value() && !IsFunctionName(*callback.value()))) {
    return MakeErrorReply(WebErrc::kInvalidParameter, "callback: must be the name of a function",
                          "callback");
  }
  json::Writer json;
  call.sandbox = call.context.registry.FindByUserCode(call.path[0]);
  if (call.sandbox == nullptr) {
    EncodeUnknownUserCode(json);
  } else {
    const auto channels = call.sandbox->engine.Query(commands::ListChannels{});
    if (!channels.ok()) return MakeErrorReply(WebErrc::kPoisoned, channels.error().message);
    EncodeChannels(json, channels.value());
  }
  if (!callback.value()) return MakeJsonReply(json);
  return MakeScriptReply("/**/" + *callback.value() + "(" + json.Take() + ");");
}

constexpr std::array kChannelListRoutes{
    BrowserRoute{Method::kGet, "/users/pg/{user_code}", ListChannels, BrowserWait::kForSandbox},
};

}  // namespace

std::span<const BrowserRoute> ChannelListRoutes() {
  return kChannelListRoutes;
}

}  // namespace portone::web
