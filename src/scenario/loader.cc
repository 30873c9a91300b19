// SPDX-License-Identifier: MIT
#include "scenario/loader.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "api/json_reader.h"
#include "domain/calendar.h"
#include "gateways/defaults.h"
#include "gateways/registry.h"
#include "scenario/channel_groups.h"
#include "scenario/faults.h"
#include "scenario/webhook_settings.h"

namespace portone::scenario {
namespace {

constexpr std::uintmax_t kLargestFile = 256U << 20U;

engine::Guards ReadGuards(StrictObject guards) {
  constexpr std::int64_t kMost = 1'000'000'000;
  engine::Guards read;
  if (const auto events = guards.Integer("events", 1, kMost)) {
    read.events = static_cast<std::size_t>(*events);
  }
  if (const auto events = guards.Integer("events_at_one_instant", 1, kMost)) {
    read.events_at_one_instant = static_cast<std::size_t>(*events);
  }
  guards.Finish();
  return read;
}

void ReadClock(StrictObject clock, Scenario& scenario) {
  sim::ClockSettings settings;
  const bool has_start = clock.Has("start");
  if (const auto start = clock.Text("start")) {
    settings.start = ParseIso(*start);
    if (!settings.start) {
      clock.Report("start", "must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\"");
    }
  }
  const auto mode = clock.Choice("mode", {"manual", "live", "scaled"});
  settings.mode = mode ? *sim::FindClockMode(*mode)
                       : (has_start ? sim::ClockMode::kManual : sim::ClockMode::kLive);
  const auto speed = clock.Integer("speed", 1, sim::kFastestClock);
  if (speed && settings.mode != sim::ClockMode::kScaled) {
    clock.Report("speed", "needs \"mode\": \"scaled\"");
  }
  settings.speed = static_cast<int>(speed.value_or(1));
  if (has_start || mode) scenario.clock = settings;
  if (const auto tokens = clock.Choice("tokens", {"wall", "sandbox"})) {
    scenario.tokens = *tokens == "sandbox" ? engine::TokenTime::kSandbox : engine::TokenTime::kWall;
  }
  if (const auto guards = clock.Object("guards")) scenario.guards = ReadGuards(*guards);
  clock.Finish();
}

void ReadMerchant(StrictObject merchant, Scenario& scenario) {
  engine::Credentials credentials;
  credentials.imp_key = merchant.RequiredText("imp_key").value_or("");
  credentials.imp_secret = merchant.RequiredText("imp_secret").value_or("");
  credentials.user_code = merchant.Text("user_code").value_or("");
  merchant.Finish();
  scenario.merchant = std::move(credentials);
}

void ReadSettings(StrictObject settings, const GatewayRules& gateway, Channel& channel) {
  for (const SettingRule& rule : gateway.settings) {
    const auto value = settings.Scalar(rule.name);
    if (!value) continue;
    if (auto problem = SettingProblem(rule, *value)) {
      settings.Report(rule.name, *std::move(problem));
    } else {
      channel.settings[std::string(rule.name)] = *value;
    }
  }
  settings.Finish();
}

void ReadChannels(StrictObject& given, Scenario& scenario) {
  auto list = given.List("channels");
  if (!list) return;
  if (list->empty()) given.Report("channels", "must hold at least one channel");
  std::vector<Channel> channels;
  for (StrictObject& object : *list) {
    Channel channel = ReadChannel(object);
    const bool taken = std::any_of(channels.begin(), channels.end(), [&](const Channel& other) {
      return other.channel_key == channel.channel_key;
    });
    if (taken)
      object.Report("channel_key",
                    "two channels have the key \"" + channel.channel_key.text + "\"");
    channels.push_back(std::move(channel));
  }
  scenario.channels = std::move(channels);
}

Tier ReadTier(StrictObject& object) {
  const std::string text = object.RequiredText("tier_code").value_or("");
  const auto tier_code = TierCode::Parse(text);
  if (!tier_code && !text.empty()) {
    object.Report("tier_code", "must be three upper-case letters or digits, not \"" + text + "\"");
  }
  Tier tier{tier_code.value_or(TierCode{}), object.RequiredText("tier_name").value_or("")};
  object.Finish();
  return tier;
}

void ReadTiers(StrictObject& given, Scenario& scenario) {
  auto list = given.List("tiers");
  if (!list) return;
  std::vector<Tier> tiers;
  for (StrictObject& object : *list) {
    Tier tier = ReadTier(object);
    const bool taken = std::any_of(tiers.begin(), tiers.end(), [&](const Tier& other) {
      return !tier.tier_code.empty() && other.tier_code == tier.tier_code;
    });
    if (taken)
      object.Report("tier_code", "two tiers have the code \"" + tier.tier_code.text() + "\"");
    tiers.push_back(std::move(tier));
  }
  scenario.tiers = std::move(tiers);
}

void ReadSwitches(StrictObject switches, Scenario& scenario) {
  for (const SwitchRow& row : AllSwitches()) {
    const auto value = switches.Choice(row.name, {row.values.begin(), row.values.end()});
    if (!value) continue;
    const auto found = std::find(row.values.begin(), row.values.end(), *value);
    scenario.switches.push_back({&row, static_cast<std::size_t>(found - row.values.begin())});
  }
  switches.Finish();
}

void ReadRecovery(StrictObject recovery, Scenario& scenario) {
  if (const auto hour = recovery.Integer("hour", 0, 23)) {
    scenario.recovery_hour = static_cast<int>(*hour);
  }
  recovery.Finish();
}

void ReadGiven(StrictObject given, Scenario& scenario) {
  if (const auto merchant = given.Object("merchant")) ReadMerchant(*merchant, scenario);
  ReadChannels(given, scenario);
  ReadTiers(given, scenario);
  scenario.channel_groups = ReadChannelGroups(
      given, scenario.channels ? *scenario.channels : gateways::DefaultChannels());
  if (auto webhook = given.Object("webhook")) {
    scenario.webhook = ReadWebhookChange(*webhook);
    webhook->Finish();
  }
  if (const auto switches = given.Object("switches")) ReadSwitches(*switches, scenario);
  if (const auto recovery = given.Object("recovery")) ReadRecovery(*recovery, scenario);
  given.Finish();
}

LoadError Described(const Problems& problems, const std::string& name) {
  std::string message;
  for (const Problem& problem : problems) {
    if (!message.empty()) message += "\n";
    message +=
        name + ": " + (problem.pointer.empty() ? "/" : problem.pointer) + ": " + problem.message;
  }
  return {message};
}

}  // namespace

Channel ReadChannel(StrictObject& object, std::optional<std::string> key) {
  Channel channel;
  const std::string pg = object.RequiredText("pg").value_or("");
  const GatewayRules* gateway = gateways::Find(pg);
  if (gateway == nullptr && !pg.empty()) {
    std::vector<std::string> codes;
    for (const GatewayRules* rules : gateways::All())
      codes.emplace_back(rules->code);
    const auto nearest = Nearest(pg, codes);
    object.Report("pg", "no gateway is called \"" + pg + "\"" +
                            (nearest ? "; did you mean \"" + *nearest + "\"?" : ""));
  }
  channel.pg = PgCode(pg);
  if (!key) key = object.Text("channel_key").value_or("channel-key-" + pg);
  channel.channel_key = ChannelKey(*std::move(key));
  channel.pg_id = object.Text("pg_id").value_or(gateway ? std::string(gateway->default_pg_id) : "");
  channel.name = object.Text("name").value_or(pg);
  if (const auto type = object.Choice("type", {"payment", "api_payment", "certification"})) {
    channel.type = *FindChannelType(*type);
  }
  auto settings = object.Object("settings");
  if (settings && gateway != nullptr) ReadSettings(*settings, *gateway, channel);
  object.Finish();
  return channel;
}

Scenario ReadScenario(StrictObject document) {
  Scenario scenario;
  scenario.about = document.Text("about").value_or("");
  if (const auto seed = document.Integer("seed", 0, std::numeric_limits<std::int64_t>::max())) {
    scenario.seed = static_cast<std::uint64_t>(*seed);
  }
  if (const auto clock = document.Object("clock")) ReadClock(*clock, scenario);
  if (const auto given = document.Object("given")) ReadGiven(*given, scenario);
  if (document.Has("faults")) scenario.faults = ReadFaults(document);
  if (const nlohmann::json* steps = document.Raw("steps")) {
    scenario.has_steps = true;
    if (!steps->is_array()) document.Report("steps", "must be an array");
  }
  scenario.expect = ReadExpectations(document);
  document.Finish();
  return scenario;
}

LoadResult LoadText(std::string_view text, const std::string& name) {
  nlohmann::json document;
  const api::JsonOptions options{.comments = true, .duplicate_keys = false};
  if (const auto problem = api::ReadJson(text, options, document)) {
    const std::string place = problem->line == 0 ? ""
                                                 : ":" + std::to_string(problem->line) + ":" +
                                                       std::to_string(problem->column);
    return LoadError{name + place + ": " + problem->what};
  }
  Problems problems;
  Scenario scenario = ReadScenario(StrictObject(document, "", problems));
  if (!problems.empty()) return Described(problems, name);
  return scenario;
}

LoadResult LoadFile(const std::filesystem::path& path) {
  std::error_code fault;
  const std::string name = path.string();
  const auto size = std::filesystem::file_size(path, fault);
  if (fault) return LoadError{name + ": " + fault.message()};
  if (size > kLargestFile) return LoadError{name + ": larger than 256 MiB"};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.fail()) return LoadError{name + ": cannot be read"};
  return LoadText(text.str(), name);
}

}  // namespace portone::scenario
