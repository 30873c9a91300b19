// SPDX-License-Identifier: MIT
#include "domain/merchant.h"

#include <algorithm>
#include <utility>

#include "domain/errors.h"

namespace portone {

namespace {

const Channel* FindChannel(const Merchant& merchant, const ChannelKey& channel_key) {
  for (const Channel& channel : merchant.channels) {
    if (channel.channel_key == channel_key) return &channel;
  }
  return nullptr;
}

/// As ChooseChannel; the result is never null.
Result<const Channel*> ChooseOwnChannel(const Merchant& merchant, const ChannelChoice& choice) {
  if (choice.channel_key) {
    const Channel* channel = FindChannel(merchant, *choice.channel_key);
    if (channel == nullptr) return errors::UnknownChannel(*choice.channel_key);
    return channel;
  }
  if (choice.pg) {
    for (const Channel& channel : merchant.channels) {
      const std::string& code = channel.pg.text;
      if (*choice.pg == code || *choice.pg == code + "." + channel.pg_id) return &channel;
    }
  }
  if (merchant.channels.empty()) return errors::NoChannel();
  return &merchant.channels.front();
}

}  // namespace

Channel ResolveChannel(const Merchant& merchant, Channel stored) {
  const Channel* channel = FindChannel(merchant, stored.channel_key);
  // A key that was reassigned to another gateway identifies another contract.
  const bool same = channel != nullptr && channel->pg == stored.pg;
  return same ? *channel : stored;
}

Result<Channel> ChooseChannel(const Merchant& merchant, const ChannelChoice& choice) {
  PORTONE_TRY(const Channel* const channel, ChooseOwnChannel(merchant, choice));
  return *channel;
}

Result<Channel> ChooseWindowChannel(const Merchant& merchant, ChannelChoice choice) {
  if (choice.channel_key && FindChannel(merchant, *choice.channel_key) == nullptr) {
    choice.channel_key.reset();
  }
  return ChooseChannel(merchant, choice);
}

const Tier* FindTier(const Merchant& merchant, TierCode tier_code) {
  const auto found = std::find_if(merchant.tiers.begin(), merchant.tiers.end(),
                                  [&](const Tier& tier) { return tier.tier_code == tier_code; });
  return found == merchant.tiers.end() ? nullptr : &*found;
}

Result<std::vector<const Channel*>> ChooseChannels(const Merchant& merchant,
                                                   const ChannelChoice& choice) {
  if (!choice.channel_group_id) {
    PORTONE_TRY(const Channel* const channel, ChooseOwnChannel(merchant, choice));
    return std::vector{channel};
  }
  std::vector<const Channel*> channels;
  for (const ChannelGroup& group : merchant.channel_groups) {
    if (group.channel_group_id != *choice.channel_group_id) continue;
    for (const ChannelKey& channel_key : group.channel_keys) {
      const Channel* channel = FindChannel(merchant, channel_key);
      if (channel != nullptr) channels.push_back(channel);
    }
  }
  if (channels.empty()) return errors::UnknownChannelGroup(*choice.channel_group_id);
  return channels;
}

}  // namespace portone
