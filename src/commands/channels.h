// SPDX-License-Identifier: MIT
// The merchant's channels: listing, adding and removing them.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/channel.h"
#include "domain/result.h"

namespace portone::commands {

/// All channels, the default one first. Never refused.
struct ListChannels {};
Result<std::vector<Channel>> Handle(const View& view, const ListChannels& query);

/// Appends a channel, or replaces the channel with the same key in place. Billing keys issued on it
/// stay valid. REQUIRES: its gateway exists and its settings are valid.
struct PutChannel {
  Channel channel;
};
Result<Channel> Apply(Tx& tx, const PutChannel& command);

/// Removes a channel and returns it. Billing keys issued on it stay valid. Errors: UnknownChannel.
struct RemoveChannel {
  ChannelKey channel_key;
};
Result<Channel> Apply(Tx& tx, const RemoveChannel& command);

}  // namespace portone::commands
