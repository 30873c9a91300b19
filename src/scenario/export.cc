// SPDX-License-Identifier: MIT
#include "scenario/export.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/calendar.h"
#include "gateways/defaults.h"
#include "gateways/registry.h"
#include "json/json.h"
#include "json/writer.h"
#include "scenario/fault_writer.h"
#include "scenario/window_outcome.h"
#include "snapshot/state_json.h"

namespace portone::scenario {
namespace {

/// Writes a JSON object with each member on a line of its own.
class ObjectLines {
 public:
  explicit ObjectLines(std::string indent) : indent_(std::move(indent)) {}

  void AddMember(std::string_view key, std::string_view text) {
    members_ += (members_.empty() ? "\n" : ",\n") + indent_ + "  \"" + std::string(key) +
                "\": " + std::string(text);
  }
  void AddList(std::string_view key, const std::vector<std::string>& elements) {
    std::string text = "[";
    for (const std::string& element : elements)
      text += (text.size() == 1 ? "\n" : ",\n") + indent_ + "    " + element;
    AddMember(key, text + (elements.empty() ? "]" : "\n" + indent_ + "  ]"));
  }
  bool empty() const { return members_.empty(); }
  std::string GetText() const { return "{" + members_ + (empty() ? "}" : "\n" + indent_ + "}"); }

 private:
  std::string indent_;
  std::string members_;
};

std::string FormatClock(const engine::Setup& setup) {
  const engine::Guards defaults;
  const engine::Guards& guards = setup.guards;
  json::Writer json;
  json.BeginObject();
  if (setup.clock.start) json.Field("start", FormatIso(*setup.clock.start));
  json.Field("mode", Name(setup.clock.mode));
  if (setup.clock.mode == sim::ClockMode::kScaled) json.Field("speed", setup.clock.speed);
  if (setup.token_clock == engine::TokenClock::kSandbox)
    json.Field("tokens", Name(setup.token_clock));
  if (guards.events != defaults.events ||
      guards.events_at_one_instant != defaults.events_at_one_instant) {
    json.Key("guards").BeginObject();
    json.Field("events", static_cast<std::int64_t>(guards.events))
        .Field("events_at_one_instant", static_cast<std::int64_t>(guards.events_at_one_instant))
        .EndObject();
  }
  json.EndObject();
  return json.Take();
}

std::string FormatChannel(const Channel& channel) {
  const std::string& pg = channel.pg.text;
  json::Writer json;
  json.BeginObject().Field("pg", pg);
  if (channel.channel_key.text != "channel-key-" + pg) {
    json.Field("channel_key", channel.channel_key.text);
  }
  if (!channel.accepts_any_pg_id) json.Field("pg_id", channel.pg_id);
  if (channel.name != pg) json.Field("name", channel.name);
  if (channel.type != ChannelType::kPayment) json.Field("type", Name(channel.type));
  if (!channel.settings.empty()) {
    json.Key("settings").BeginObject();
    for (const auto& [name, value] : channel.settings)
      json.Field(name, value);
    json.EndObject();
  }
  json.EndObject();
  return json.Take();
}

template <class Items, class Write>
std::vector<std::string> FormatEach(const Items& items, const Write& write) {
  std::vector<std::string> elements;
  for (const auto& item : items)
    elements.push_back(write(item));
  return elements;
}

std::string FormatTier(const Tier& tier) {
  json::Writer json;
  json.BeginObject()
      .Field("tier_code", tier.tier_code.text())
      .Field("tier_name", tier.name)
      .EndObject();
  return json.Take();
}

std::vector<std::string> FormatGroups(const Merchant& merchant) {
  std::vector<std::string> elements;
  for (const ChannelGroup& group : merchant.channel_groups) {
    json::Writer json;
    json.BeginObject()
        .Field("channel_group_id", group.channel_group_id.text)
        .Key("channel_keys")
        .BeginArray();
    bool any = false;
    for (const ChannelKey& channel_key : group.channel_keys) {
      const bool exists =
          std::any_of(merchant.channels.begin(), merchant.channels.end(),
                      [&](const Channel& channel) { return channel.channel_key == channel_key; });
      if (exists) json.Text(channel_key.text);
      any = any || exists;
    }
    json.EndArray().EndObject();
    if (any) elements.push_back(json.Take());
  }
  return elements;
}

/// Always writes the URL, since the default may come from the command line.
std::string FormatWebhook(const WebhookSettings& settings) {
  const WebhookSettings defaults;
  json::Writer json;
  json.BeginObject().Field("url", settings.url);
  if (settings.format != defaults.format) json.Field("format", Name(settings.format));
  if (settings.retries != defaults.retries) json.Field("retries", settings.retries);
  if (settings.retry_on != defaults.retry_on) json.Field("retry_on", Name(settings.retry_on));
  if (settings.webhook_first != defaults.webhook_first) {
    json.Field("webhook_first", settings.webhook_first);
  }
  if (settings.response_timeout != defaults.response_timeout) {
    json.Field("response_timeout_ms", static_cast<std::int64_t>(settings.response_timeout.count()));
  }
  if (!settings.headers.empty()) {
    json.Key("headers").BeginObject();
    for (const HttpHeader& header : settings.headers)
      json.Field(header.name, header.value);
    json.EndObject();
  }
  json.EndObject();
  return json.Take();
}

std::string FormatWindows(const WindowSettings& settings) {
  json::Writer json;
  WriteWindowSettings(json, settings);
  return json.Take();
}

std::string FormatSwitches(const Switches& switches) {
  json::Writer json;
  json.BeginObject();
  for (const SwitchRow& row : AllSwitches()) {
    const std::size_t value = row.get(switches);
    if (value != 0) json.Field(row.name, row.values[value]);
  }
  json.EndObject();
  return json.Take();
}

std::string FormatGiven(const engine::Setup& setup) {
  const Merchant& merchant = setup.merchant;
  ObjectLines given("  ");
  const auto channels = FormatEach(merchant.channels, FormatChannel);
  if (channels != FormatEach(gateways::MakeDefaultChannels(), FormatChannel)) {
    given.AddList("channels", channels);
  }
  const auto groups = FormatGroups(merchant);
  if (!groups.empty()) given.AddList("channel_groups", groups);
  if (!merchant.tiers.empty()) given.AddList("tiers", FormatEach(merchant.tiers, FormatTier));
  given.AddMember("webhook", FormatWebhook(merchant.webhook));
  if (merchant.windows != WindowSettings{}) {
    given.AddMember("windows", FormatWindows(merchant.windows));
  }
  if (merchant.switches != Switches{})
    given.AddMember("switches", FormatSwitches(merchant.switches));
  if (merchant.recovery_hour) {
    given.AddMember("recovery", "{\"hour\":" + std::to_string(*merchant.recovery_hour) + "}");
  }
  if (!setup.initial_state) return given.GetText();
  for (const snapshot::RecordList& list : snapshot::WriteRecords(*setup.initial_state))
    given.AddList(list.key, list.records);
  if (setup.initial_state->tokens_issued != 0) {
    given.AddMember("tokens_issued", std::to_string(setup.initial_state->tokens_issued));
  }
  return given.GetText();
}

}  // namespace

std::string ExportScenario(const engine::Setup& setup) {
  ObjectLines document("");
  document.AddMember("seed", std::to_string(setup.seed));
  document.AddMember("clock", FormatClock(setup));
  document.AddMember("given", FormatGiven(setup));
  const FaultPlan& faults = setup.faults;
  if (!faults.empty()) {
    document.AddList("faults", FormatEach(faults.All(), [](const Fault& fault) {
                       return FaultToJson(fault).dump();
                     }));
  }
  if (faults.last_id() > (faults.empty() ? 0 : faults.All().back().id)) {
    document.AddMember("last_fault_id", std::to_string(faults.last_id()));
  }
  return document.GetText() + "\n";
}

}  // namespace portone::scenario
