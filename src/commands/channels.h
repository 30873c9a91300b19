// SPDX-License-Identifier: MIT
// The channels of the merchant.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/channel.h"
#include "domain/error.h"

namespace portone::commands {

/// All of them, the default channel first. Never refused.
struct ListChannels {};
Result<std::vector<Channel>> Answer(const View& view, const ListChannels& query);

/// Adds a channel behind the others, or replaces the one with its key where that stands. Keys that
/// were issued over it go on. REQUIRES: its gateway exists and its settings are valid.
struct PutChannel {
  Channel channel;
};
Result<Channel> Apply(Tx& tx, const PutChannel& command);

/// Returns what it was; what was issued over it goes on as if it were there. Refused:
/// UnknownChannel.
struct RemoveChannel {
  ChannelKey channel_key;
};
Result<Channel> Apply(Tx& tx, const RemoveChannel& command);

}  // namespace portone::commands
