// SPDX-License-Identifier: MIT
#include "commands/channel_choice.h"

#include "gateways/registry.h"

namespace portone::commands {

Result<Channel> ChooseChannelFor(const Merchant& merchant, const ChannelChoice& choice,
                                 bool (*offers)(const GatewayRules& rules)) {
  const bool is_chosen = choice.channel_key || choice.pg;
  for (const Channel& channel : merchant.channels) {
    if (!is_chosen && offers(gateways::Get(channel.pg))) return channel;
  }
  return ChooseChannel(merchant, choice);
}

}  // namespace portone::commands
