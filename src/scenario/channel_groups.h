// SPDX-License-Identifier: MIT
// Reads the channel groups of a scenario. Knows nothing of what they are used for.
#pragma once

#include <optional>
#include <vector>

#include "domain/merchant.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads "channel_groups" of `given`: a list of groups with "channel_group_id", which no two share,
/// and "channel_keys", at least one, each once and the key of one of `channels`. Nothing when it is
/// absent.
std::optional<std::vector<ChannelGroup>> ReadChannelGroups(json::StrictObject& given,
                                                           const std::vector<Channel>& channels);

}  // namespace portone::scenario
