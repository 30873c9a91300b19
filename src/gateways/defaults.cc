// SPDX-License-Identifier: MIT
#include "gateways/defaults.h"

#include <algorithm>
#include <string_view>

#include "gateways/registry.h"

namespace portone::gateways {
namespace {

/// The gateway of the default channel.
constexpr std::string_view kDefaultGateway = "nice";

}  // namespace

std::vector<Channel> MakeDefaultChannels() {
  std::vector<Channel> channels;
  for (const GatewayRules* rules : All()) {
    channels.push_back({ChannelKey("channel-key-" + std::string(rules->code)),
                        PgCode(std::string(rules->code)),
                        std::string(rules->default_pg_id),
                        {},
                        std::string(rules->code),
                        ChannelType::kPayment,
                        true});
  }
  std::stable_partition(channels.begin(), channels.end(),
                        [](const Channel& channel) { return channel.pg.text == kDefaultGateway; });
  return channels;
}

}  // namespace portone::gateways
