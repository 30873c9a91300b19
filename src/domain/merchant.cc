// SPDX-License-Identifier: MIT
#include "domain/merchant.h"

#include <algorithm>
#include <optional>
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

/// The channel that a `pg` names: the one with exactly this merchant id, else the first of the
/// gateway; nullopt when the gateway has none.
std::optional<Channel> FindByPg(const Merchant& merchant, std::string_view pg) {
  const std::string_view code = pg.substr(0, pg.find('.'));
  const std::string_view pg_id = code.size() == pg.size() ? "" : pg.substr(code.size() + 1);
  const Channel* first = nullptr;
  for (const Channel& channel : merchant.channels) {
    if (channel.pg.text != code) continue;
    if (pg_id.empty() || channel.pg_id == pg_id) return channel;
    if (first == nullptr) first = &channel;
  }
  if (first == nullptr) return std::nullopt;
  Channel channel = *first;
  if (channel.accepts_any_pg_id) channel.pg_id = pg_id;
  return channel;
}

/// An empty `pg` is none.
bool NamesGateway(const ChannelChoice& choice) {
  return choice.pg && !choice.pg->empty();
}

}  // namespace

Channel ResolveChannel(const Merchant& merchant, Channel stored) {
  const Channel* channel = FindChannel(merchant, stored.channel_key);
  // A key that was reassigned to another gateway identifies another contract.
  if (channel == nullptr || channel->pg != stored.pg) return stored;
  Channel current = *channel;
  if (current.accepts_any_pg_id && !stored.pg_id.empty()) current.pg_id = std::move(stored.pg_id);
  return current;
}

Result<Channel> ChooseChannel(const Merchant& merchant, const ChannelChoice& choice) {
  if (choice.channel_key) {
    const Channel* channel = FindChannel(merchant, *choice.channel_key);
    if (channel == nullptr) return errors::ModuleNotFound();
    return *channel;
  }
  if (merchant.channels.empty()) return errors::NoChannel();
  if (!NamesGateway(choice)) return merchant.channels.front();
  std::optional<Channel> channel = FindByPg(merchant, *choice.pg);
  if (!channel) return errors::ModuleNotFound();
  return *std::move(channel);
}

WindowChannelMatch MatchWindowChannel(const Merchant& merchant, const ChannelChoice& choice) {
  const Channel* by_key = choice.channel_key ? FindChannel(merchant, *choice.channel_key) : nullptr;
  if (by_key != nullptr) return {*by_key, ""};
  std::string unmatched = choice.channel_key ? choice.channel_key->text : "";
  if (NamesGateway(choice)) {
    std::optional<Channel> by_pg = FindByPg(merchant, *choice.pg);
    if (by_pg) return {std::move(by_pg), std::move(unmatched)};
    unmatched += (unmatched.empty() ? "" : " and ") + *choice.pg;
  }
  return {std::nullopt, std::move(unmatched)};
}

Result<WindowChannel> ChooseWindowChannel(const Merchant& merchant, const ChannelChoice& choice) {
  if (merchant.channels.empty()) return errors::NoChannel();
  WindowChannelMatch match = MatchWindowChannel(merchant, choice);
  return WindowChannel{match.channel ? *std::move(match.channel) : merchant.channels.front(),
                       std::move(match.unmatched)};
}

const Tier* FindTier(const Merchant& merchant, TierCode tier_code) {
  const auto found = std::find_if(merchant.tiers.begin(), merchant.tiers.end(),
                                  [&](const Tier& tier) { return tier.tier_code == tier_code; });
  return found == merchant.tiers.end() ? nullptr : &*found;
}

Result<std::vector<Channel>> ChooseChannels(const Merchant& merchant, const ChannelChoice& choice) {
  if (!choice.channel_group_id) {
    PORTONE_TRY(Channel channel, ChooseChannel(merchant, choice));
    return std::vector{std::move(channel)};
  }
  std::vector<Channel> channels;
  for (const ChannelGroup& group : merchant.channel_groups) {
    if (group.channel_group_id != *choice.channel_group_id) continue;
    for (const ChannelKey& channel_key : group.channel_keys) {
      const Channel* channel = FindChannel(merchant, channel_key);
      if (channel != nullptr) channels.push_back(*channel);
    }
  }
  if (channels.empty()) return errors::UnknownChannelGroup(*choice.channel_group_id);
  return channels;
}

}  // namespace portone
