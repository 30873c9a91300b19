// SPDX-License-Identifier: MIT
// What the merchant has set up in the console: channels and webhook, and the switches of this
// emulator. Holds no credentials (engine/directory does).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/channel.h"
#include "domain/error.h"
#include "domain/switches.h"
#include "domain/tier.h"
#include "domain/webhook_settings.h"

namespace portone {

/// Channels that a card is stored at together, or that share charges (smart routing).
struct ChannelGroup {
  ChannelGroupId channel_group_id;
  std::vector<ChannelKey> channel_keys;  ///< in the order in which they are tried; at least one
};

struct Merchant {
  std::vector<Channel> channels;  ///< the first is the default channel
  std::vector<ChannelGroup> channel_groups;
  WebhookSettings webhook;
  Switches switches;
  std::vector<Tier> tiers;           ///< no two with one code
  std::optional<int> recovery_hour;  ///< in Korea, 0 to 23; absent: failed charges stay failed
};

/// How a request names a channel. All absent: the default channel.
struct ChannelChoice {
  std::optional<ChannelKey> channel_key;
  std::optional<std::string> pg;                     ///< "nice" or "nice.nictest04m"
  std::optional<ChannelGroupId> channel_group_id{};  ///< the others are not looked at then
};

/// The one channel a request means, whatever group it names. A `channel_key` must exist; a `pg`
/// that matches none falls to the default channel. Refused: UnknownChannel, NoChannel.
// FIDELITY: channel-choice
Result<Channel> ChooseChannel(const Merchant& merchant, const ChannelChoice& choice);

/// The same for a window, where an unknown `channel_key` falls to the default channel too. Refused:
/// NoChannel.
// FIDELITY: channel-choice
Result<Channel> ChooseWindowChannel(const Merchant& merchant, ChannelChoice choice);

/// All channels that a request means: those of the group it names, in their order, or else the one
/// of ChooseChannel. At least one. Refused: UnknownChannelGroup, UnknownChannel, NoChannel.
// FIDELITY: super-billing-keys
Result<std::vector<Channel>> ChooseChannels(const Merchant& merchant, const ChannelChoice& choice);

/// The channel with the key of `remembered`; as remembered, when the merchant has removed it since.
Channel ChannelNamed(const Merchant& merchant, Channel remembered);

/// The tier with this code, or null.
const Tier* FindTier(const Merchant& merchant, TierCode tier_code);

}  // namespace portone
