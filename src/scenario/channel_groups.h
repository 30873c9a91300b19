// SPDX-License-Identifier: MIT
// Reads the channel groups of a scenario. Does not know what they are used for.
#pragma once

#include <optional>
#include <vector>

#include "domain/merchant.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads "channel_groups" of `given`: a list of groups, each with a unique "channel_group_id" and a
/// non-empty list "channel_keys" of distinct keys of `channels`. Nothing when the key is absent.
std::optional<std::vector<ChannelGroup>> ReadChannelGroups(json::StrictObject& given,
                                                           const std::vector<Channel>& channels);

}  // namespace portone::scenario
