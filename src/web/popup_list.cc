// SPDX-License-Identifier: MIT
// Which of a merchant's windows are popups. The script asks as it starts, so that it can open the
// popup within the click: browsers block one that is opened later.
#include <array>
#include <optional>
#include <vector>

#include "commands/channels.h"
#include "gateways/registry.h"
#include "json/writer.h"
#include "web/browser_side.h"
#include "web/display_mode.h"
#include "web/user_device.h"
#include "web/web_reply.h"

namespace portone::web {
namespace {

void EncodeRule(json::Writer& json, const PopupRule& rule) {
  json.Field("popup", rule.always)
      .Field("popup_parameter",
             rule.parameter.empty() ? std::optional<std::string_view>() : rule.parameter)
      .Field("popup_by_default", rule.by_default);
}

api::Reply ListPopups(BrowserCall& call) {
  const Device device = DetectDevice(call.request);
  std::vector<Channel> channels;
  call.sandbox = call.context.registry.FindByUserCode(call.path[0]);
  if (call.sandbox != nullptr) {
    const auto listed = call.sandbox->engine.Query(commands::ListChannels{});
    if (!listed.ok()) return MakeErrorReply(WebErrc::kPoisoned, listed.error().message);
    channels = listed.value();
  }
  json::Writer json;
  json.BeginObject().Key("certification").BeginObject();
  EncodeRule(json, GetCertificationPopupRule(device));
  json.EndObject().Key("payments").BeginArray();
  for (const Channel& channel : channels) {
    json.BeginObject()
        .Field("channel_key", channel.channel_key.text)
        .Field("pg_provider", channel.pg.text)
        .Field("pg_id", channel.pg_id);
    EncodeRule(json, GetPopupRule(gateways::Get(channel.pg).window, device));
    json.EndObject();
  }
  json.EndArray().EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kPopupListRoutes{
    BrowserRoute{Method::kGet, "/_browser/popups/{user_code}", ListPopups,
                 BrowserWait::kForSandbox},
};

}  // namespace

std::span<const BrowserRoute> PopupListRoutes() {
  return kPopupListRoutes;
}

}  // namespace portone::web
