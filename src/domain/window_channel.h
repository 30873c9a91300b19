// SPDX-License-Identifier: MIT
// Which channel a page names for a window. Pure functions.
#pragma once

#include <optional>
#include <string>

#include "domain/channel.h"
#include "domain/merchant.h"

namespace portone {

struct WindowChannelMatch {
  std::optional<Channel> channel{};  ///< absent: the page names none that there is
  std::string unmatched{};  ///< the channel_key and pg that no channel has; "": all matched
};

/// By `channel_key`, else by `pg` as ChooseChannel does.
// FIDELITY: channel-choice
WindowChannelMatch MatchWindowChannel(const Merchant& merchant, const ChannelChoice& choice);

}  // namespace portone
