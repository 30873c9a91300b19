// SPDX-License-Identifier: MIT
// Defaults: the REST operations of a full-service gateway, and the channels of a merchant who has
// configured none, one for every gateway, so that `pg: "<code>"` works out of the box.
#pragma once

#include <vector>

#include "domain/channel.h"
#include "domain/gateway_facts.h"

namespace portone::gateways {

/// Keys, one-time charges, recurring charges and schedules, all without a window.
inline constexpr RestRules kFullRest{.issue_key = true,
                                     .onetime = true,
                                     .onetime_stores_key = true,
                                     .schedule_stores_key = true,
                                     .again = true};

/// "channel-key-<code>" for every gateway; the default channel first.
// FIDELITY: channel-choice
std::vector<Channel> DefaultChannels();

}  // namespace portone::gateways
