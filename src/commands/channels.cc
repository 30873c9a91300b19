// SPDX-License-Identifier: MIT
#include "commands/channels.h"

#include <algorithm>

#include "domain/errors.h"

namespace portone::commands {
namespace {

auto FindByKey(std::vector<Channel>& channels, const ChannelKey& channel_key) {
  return std::find_if(channels.begin(), channels.end(),
                      [&](const Channel& channel) { return channel.channel_key == channel_key; });
}

}  // namespace

Result<std::vector<Channel>> Handle(const View& view, const ListChannels& /*query*/) {
  return view.world.merchant.channels;
}

Result<Channel> Apply(Tx& tx, const PutChannel& command) {
  std::vector<Channel>& channels = tx.world.merchant.channels;
  const auto found = FindByKey(channels, command.channel.channel_key);
  if (found == channels.end()) {
    channels.push_back(command.channel);
  } else {
    *found = command.channel;
  }
  return command.channel;
}

Result<Channel> Apply(Tx& tx, const RemoveChannel& command) {
  std::vector<Channel>& channels = tx.world.merchant.channels;
  const auto found = FindByKey(channels, command.channel_key);
  if (found == channels.end()) return errors::UnknownChannel(command.channel_key);
  Channel removed = *found;
  channels.erase(found);
  return removed;
}

}  // namespace portone::commands
