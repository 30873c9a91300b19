// SPDX-License-Identifier: MIT
#include "scenario/given.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "gateways/defaults.h"
#include "json/enum_choice.h"
#include "scenario/channel_groups.h"
#include "scenario/webhook_settings.h"
#include "snapshot/gateway_code.h"
#include "snapshot/state_json.h"
#include "snapshot/value_reader.h"

namespace portone::scenario {
namespace {

void ReadMerchant(json::StrictObject merchant, Given& given) {
  engine::Credentials credentials;
  credentials.imp_key = merchant.RequiredText("imp_key").value_or("");
  credentials.imp_secret = merchant.RequiredText("imp_secret").value_or("");
  credentials.user_code = merchant.Text("user_code").value_or("");
  merchant.Finish();
  given.merchant = std::move(credentials);
}

void ReadSettings(json::StrictObject settings, const GatewayRules& gateway, Channel& channel) {
  for (const SettingRule& rule : gateway.settings) {
    const auto value = settings.Scalar(rule.name);
    if (!value) continue;
    if (auto problem = CheckSetting(rule, *value)) {
      settings.Report(rule.name, *std::move(problem));
    } else {
      channel.settings[std::string(rule.name)] = *value;
    }
  }
  settings.Finish();
}

void ReadChannels(json::StrictObject& object, Given& given) {
  auto list = object.List("channels");
  if (!list) return;
  std::vector<Channel> channels;
  for (json::StrictObject& one : *list) {
    Channel channel = ReadChannel(one);
    const bool taken = std::any_of(channels.begin(), channels.end(), [&](const Channel& other) {
      return other.channel_key == channel.channel_key;
    });
    if (taken)
      one.Report("channel_key", "two channels have the key \"" + channel.channel_key.text + "\"");
    channels.push_back(std::move(channel));
  }
  given.channels = std::move(channels);
}

Tier ReadTier(json::StrictObject& object) {
  Tier tier;
  if (!object.RequiredText("tier_code").value_or("").empty())
    tier.tier_code = snapshot::ReadTierCode(object, "tier_code").value_or(TierCode{});
  tier.name = object.RequiredText("tier_name").value_or("");
  object.Finish();
  return tier;
}

void ReadTiers(json::StrictObject& object, Given& given) {
  auto list = object.List("tiers");
  if (!list) return;
  std::vector<Tier> tiers;
  for (json::StrictObject& one : *list) {
    Tier tier = ReadTier(one);
    const bool taken = std::any_of(tiers.begin(), tiers.end(), [&](const Tier& other) {
      return !tier.tier_code.empty() && other.tier_code == tier.tier_code;
    });
    if (taken) one.Report("tier_code", "two tiers have the code \"" + tier.tier_code.text() + "\"");
    tiers.push_back(std::move(tier));
  }
  given.tiers = std::move(tiers);
}

void ReadSwitches(json::StrictObject switches, Given& given) {
  for (const SwitchRow& row : AllSwitches()) {
    const auto value = switches.Choice(row.name, {row.values.begin(), row.values.end()});
    if (!value) continue;
    const auto found = std::find(row.values.begin(), row.values.end(), *value);
    given.switches.push_back({&row, static_cast<std::size_t>(found - row.values.begin())});
  }
  switches.Finish();
}

void ReadRecovery(json::StrictObject recovery, Given& given) {
  if (const auto hour = recovery.Integer("hour", 0, 23)) {
    given.recovery_hour = static_cast<int>(*hour);
  }
  recovery.Finish();
}

/// Reads all keys except "sandboxes", which only the top-level block has.
Given ReadMerchantGiven(json::StrictObject& object) {
  Given given;
  if (const auto merchant = object.Object("merchant")) ReadMerchant(*merchant, given);
  ReadChannels(object, given);
  ReadTiers(object, given);
  given.channel_groups =
      ReadChannelGroups(object, given.channels ? *given.channels : gateways::DefaultChannels());
  if (auto webhook = object.Object("webhook")) {
    given.webhook = ReadWebhookChange(*webhook);
    webhook->Finish();
  }
  if (const auto switches = object.Object("switches")) ReadSwitches(*switches, given);
  if (const auto recovery = object.Object("recovery")) ReadRecovery(*recovery, given);
  given.initial_state = snapshot::ReadInitialState(object);
  return given;
}

/// Whether the file's main merchant, or one of its sandboxes, already has this key.
bool IsTaken(const std::string& imp_key, const Scenario& scenario) {
  const auto has = [&imp_key](const Given& given) {
    return given.merchant && given.merchant->imp_key == imp_key;
  };
  return has(scenario.given) ||
         std::any_of(scenario.sandboxes.begin(), scenario.sandboxes.end(), has);
}

/// A snapshot (each has an agenda) with a key or a word of an older version: all that `given` has
/// reported, from `first` on, becomes one problem at the first of them.
void ReplaceProblemsOfOldSnapshot(const json::StrictObject& given, std::size_t first) {
  if (!given.Has("agenda")) return;
  json::Problems& problems = given.problems();
  const auto begin = problems.begin() + static_cast<std::ptrdiff_t>(first);
  const auto old = std::find_if(begin, problems.end(),
                                [](const json::Problem& problem) { return problem.is_renamed; });
  if (old == problems.end()) return;
  json::Problem problem = std::move(*old);
  problem.message = "this snapshot was taken by an older version; take it again";
  problems.erase(begin, problems.end());
  problems.push_back(std::move(problem));
}

}  // namespace

void ReadGiven(json::StrictObject object, Scenario& scenario) {
  const std::size_t first = object.problems().size();
  scenario.given = ReadMerchantGiven(object);
  auto list = object.List("sandboxes");
  for (json::StrictObject& one : list ? *list : std::vector<json::StrictObject>{}) {
    Given sandbox = ReadMerchantGiven(one);
    one.Finish();
    if (!one.Has("merchant")) one.Report("merchant", "is missing: the merchant of this sandbox");
    if (!sandbox.merchant) continue;
    if (IsTaken(sandbox.merchant->imp_key, scenario)) {
      one.Report("merchant", "two sandboxes have the key \"" + sandbox.merchant->imp_key + "\"");
    }
    scenario.sandboxes.push_back(std::move(sandbox));
  }
  object.Finish();
  ReplaceProblemsOfOldSnapshot(object, first);
}

Channel ReadChannel(json::StrictObject& object, std::optional<std::string> key) {
  Channel channel;
  const std::string pg = object.RequiredText("pg").value_or("");
  const GatewayRules* gateway = pg.empty() ? nullptr : snapshot::FindGateway(object, "pg", pg);
  channel.pg = PgCode(pg);
  if (!key) key = object.Text("channel_key").value_or("channel-key-" + pg);
  channel.channel_key = ChannelKey(*std::move(key));
  channel.pg_id = object.Text("pg_id").value_or(gateway ? std::string(gateway->default_pg_id) : "");
  channel.name = object.Text("name").value_or(pg);
  channel.type = json::EnumChoice<ChannelType>(object, "type").value_or(ChannelType::kPayment);
  auto settings = object.Object("settings");
  if (settings && gateway != nullptr) ReadSettings(*settings, *gateway, channel);
  object.Finish();
  return channel;
}

}  // namespace portone::scenario
