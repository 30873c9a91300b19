// SPDX-License-Identifier: MIT
// The merchant's console configuration (channels, webhook) and the switches of this emulator.
// Credentials are in engine/sandbox_registry.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/channel.h"
#include "domain/result.h"
#include "domain/switches.h"
#include "domain/tier.h"
#include "domain/webhook_settings.h"
#include "domain/window_outcome.h"

namespace portone {

/// Channels that store a card together, or share charges (smart routing).
struct ChannelGroup {
  ChannelGroupId channel_group_id;
  std::vector<ChannelKey> channel_keys;  ///< in the order of attempts; at least one
};

struct Merchant {
  std::vector<Channel> channels;  ///< the first is the default channel
  std::vector<ChannelGroup> channel_groups;
  WebhookSettings webhook;
  WindowSettings windows{};
  Switches switches;
  std::vector<Tier> tiers;           ///< unique by code
  std::optional<int> recovery_hour;  ///< in Korea, 0 to 23; absent: no recovery of failed charges
};

/// How a request selects a channel. All absent: the default channel.
struct ChannelChoice {
  std::optional<ChannelKey> channel_key;
  std::optional<std::string> pg;                     ///< "nice" or "nice.nictest04m"
  std::optional<ChannelGroupId> channel_group_id{};  ///< takes precedence over the others
};

/// Selects a single channel, ignoring the group. A `channel_key` must exist, and a `pg` must name a
/// gateway that has a channel; without either, the default channel. A merchant id after the
/// gateway's code ("nice.iamport00m") selects that gateway's channel with this id; if there is
/// none, its first channel, which then uses this id unless it is configured with another. Errors:
/// ModuleNotFound, NoChannel.
// FIDELITY: channel-choice
Result<Channel> ChooseChannel(const Merchant& merchant, const ChannelChoice& choice);

/// Which channel a page names for a window.
struct WindowChannelMatch {
  std::optional<Channel> channel{};  ///< absent: the page names no existing channel
  std::string unmatched{};  ///< the channel_key and pg that no channel has; "": all matched
};

/// By `channel_key`, else by `pg` as ChooseChannel does.
// FIDELITY: channel-choice
WindowChannelMatch MatchWindowChannel(const Merchant& merchant, const ChannelChoice& choice);

/// The channel of a payment window.
struct WindowChannel {
  Channel channel;
  std::string unmatched;  ///< the channel_key and pg that no channel has; "": all matched
};

/// The same for a payment window, where an unknown `channel_key` or `pg` selects the default
/// channel. Errors: NoChannel.
// FIDELITY: channel-choice
Result<WindowChannel> ChooseWindowChannel(const Merchant& merchant, const ChannelChoice& choice);

/// Selects the channels of the requested group, in its order, or without a group the single one of
/// ChooseChannel. At least one. Errors: UnknownChannelGroup, ModuleNotFound, NoChannel.
// FIDELITY: super-billing-keys
Result<std::vector<Channel>> ChooseChannels(const Merchant& merchant, const ChannelChoice& choice);

/// The current version of a channel that was stored earlier; `stored` itself, when its key no
/// longer exists or now belongs to another gateway.
Channel ResolveChannel(const Merchant& merchant, Channel stored);

/// The tier with this code, or null.
const Tier* FindTier(const Merchant& merchant, TierCode tier_code);

}  // namespace portone
