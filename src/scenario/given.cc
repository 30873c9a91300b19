// SPDX-License-Identifier: MIT
#include "scenario/given.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "gateways/defaults.h"
#include "json/enum_reader.h"
#include "scenario/channel_groups.h"
#include "scenario/webhook_settings.h"
#include "scenario/window_outcome.h"
#include "snapshot/gateway_code.h"
#include "snapshot/state_json.h"
#include "snapshot/time_and_tier.h"

namespace portone::scenario {
namespace {

void ReadMerchant(json::StrictObject merchant, Given& given) {
  engine::Credentials credentials;
  credentials.imp_key = merchant.RequiredText("imp_key").value_or("");
  credentials.imp_secret = merchant.RequiredText("imp_secret").value_or("");
  credentials.user_code = merchant.Text("user_code").value_or("");
  if (!credentials.user_code.empty() && !engine::IsUserCode(credentials.user_code))
    merchant.Report("user_code", "must have 1 to 40 letters and digits");
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
  std::set<std::string> keys;
  for (json::StrictObject& element : *list) {
    Channel channel = ReadChannel(element);
    if (element.problems().full()) continue;
    if (!keys.insert(channel.channel_key.text).second)
      element.Report("channel_key",
                     "two channels have the key \"" + channel.channel_key.text + "\"");
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
  std::set<std::string> codes;
  for (json::StrictObject& element : *list) {
    Tier tier = ReadTier(element);
    if (element.problems().full()) continue;
    const bool taken =
        !tier.tier_code.empty() && !codes.insert(std::string(tier.tier_code.text())).second;
    if (taken)
      element.Report("tier_code", "two tiers have the code \"" + tier.tier_code.text() + "\"");
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
      ReadChannelGroups(object, given.channels ? *given.channels : gateways::MakeDefaultChannels());
  if (auto webhook = object.Object("webhook")) {
    given.webhook = ReadWebhookSettingsChange(*webhook);
    webhook->Finish();
  }
  if (auto windows = object.Object("windows")) {
    given.windows = ReadWindowSettings(*windows);
    windows->Finish();
  }
  if (const auto switches = object.Object("switches")) ReadSwitches(*switches, given);
  if (const auto recovery = object.Object("recovery")) ReadRecovery(*recovery, given);
  given.initial_state = snapshot::ReadInitialState(object);
  return given;
}

/// If `given` is of a snapshot (each has an agenda) that uses a key or value under its old name,
/// replaces all problems from index `first` on, which `given` has reported, by a single one at that
/// key or value.
void ReplaceProblemsOfOldSnapshot(const json::StrictObject& given, std::size_t first) {
  if (!given.Has("agenda")) return;
  json::Problems& problems = given.problems();
  std::optional<json::Problem> problem = problems.FindRenamed(first);
  if (!problem) return;
  problem->message = "this snapshot was taken by an older version; take it again";
  problems.Truncate(first);
  problems.Add(*std::move(problem));
}

}  // namespace

void ReadGiven(json::StrictObject object, Scenario& scenario) {
  const std::size_t first = object.problems().size();
  scenario.given = ReadMerchantGiven(object);
  const auto list = object.List("sandboxes");
  std::set<std::string> keys;
  std::set<std::string> user_codes;
  if (scenario.given.merchant) {
    keys.insert(scenario.given.merchant->imp_key);
    user_codes.insert(scenario.given.merchant->user_code);
  }
  for (json::StrictObject& element : list ? *list : json::ObjectList()) {
    Given sandbox = ReadMerchantGiven(element);
    element.Finish();
    if (!element.Has("merchant"))
      element.Report("merchant", "is missing: the merchant of this sandbox");
    if (!sandbox.merchant || element.problems().full()) continue;
    if (!keys.insert(sandbox.merchant->imp_key).second) {
      element.Report("merchant",
                     "two sandboxes have the key \"" + sandbox.merchant->imp_key + "\"");
    }
    const std::string& user_code = sandbox.merchant->user_code;
    if (!user_code.empty() && !user_codes.insert(user_code).second)
      element.Report("merchant", "two sandboxes have the user code \"" + user_code + "\"");
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
  const std::optional<std::string> pg_id = object.Text("pg_id");
  channel.accepts_any_pg_id = !pg_id;
  channel.pg_id = pg_id.value_or(gateway ? std::string(gateway->default_pg_id) : "");
  channel.name = object.Text("name").value_or(pg);
  channel.type = json::ReadEnum<ChannelType>(object, "type").value_or(ChannelType::kPayment);
  auto settings = object.Object("settings");
  if (settings && gateway != nullptr) ReadSettings(*settings, *gateway, channel);
  object.Finish();
  return channel;
}

}  // namespace portone::scenario
