// SPDX-License-Identifier: MIT
#include "scenario/channel_groups.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "json/json.h"
#include "json/suggestion.h"

namespace portone::scenario {
namespace {

constexpr std::string_view kKeys = "channel_keys";

/// Checks one key of a group and reports a problem. Returns whether the key is valid.
bool CheckKey(json::StrictObject& object, const ChannelGroup& group, const ChannelKey& channel_key,
              const std::vector<Channel>& channels) {
  const std::vector<ChannelKey>& taken = group.channel_keys;
  if (std::find(taken.begin(), taken.end(), channel_key) != taken.end()) {
    object.Report(kKeys, "contains \"" + channel_key.text + "\" twice");
    return false;
  }
  std::vector<std::string> known;
  for (const Channel& channel : channels)
    known.push_back(channel.channel_key.text);
  if (std::find(known.begin(), known.end(), channel_key.text) != known.end()) return true;
  object.Report(kKeys, "no channel has the key \"" + channel_key.text + "\"" +
                           json::DescribeSuggestion(channel_key.text, known));
  return false;
}

ChannelGroup ReadGroup(json::StrictObject& object, const std::vector<Channel>& channels) {
  ChannelGroup group;
  group.channel_group_id = ChannelGroupId(object.RequiredText("channel_group_id").value_or(""));
  const Json* keys = object.Raw(kKeys);
  const bool is_list =
      keys != nullptr && keys->is_array() && !keys->empty() &&
      std::all_of(keys->begin(), keys->end(), [](const Json& key) { return key.is_string(); });
  if (!is_list) {
    object.Report(kKeys, "must be an array of at least one string");
  } else {
    for (const Json& key : *keys) {
      ChannelKey channel_key(key.get<std::string>());
      if (CheckKey(object, group, channel_key, channels)) {
        group.channel_keys.push_back(std::move(channel_key));
      }
    }
  }
  object.Finish();
  return group;
}

}  // namespace

std::optional<std::vector<ChannelGroup>> ReadChannelGroups(json::StrictObject& given,
                                                           const std::vector<Channel>& channels) {
  auto list = given.List("channel_groups");
  if (!list) return std::nullopt;
  std::vector<ChannelGroup> groups;
  std::set<std::string> ids;
  for (json::StrictObject& object : *list) {
    ChannelGroup group = ReadGroup(object, channels);
    if (object.problems().full()) continue;
    if (!ids.insert(group.channel_group_id.text).second) {
      object.Report("channel_group_id",
                    "two channel groups have the id \"" + group.channel_group_id.text + "\"");
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace portone::scenario
