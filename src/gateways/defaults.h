// SPDX-License-Identifier: MIT
// The channels of a merchant who has configured none: one for every gateway, so that `pg: "<code>"`
// works out of the box.
#pragma once

#include <vector>

#include "domain/channel.h"

namespace portone::gateways {

/// "channel-key-<code>" for every gateway; the default channel first.
// FIDELITY: channel-choice
std::vector<Channel> MakeDefaultChannels();

}  // namespace portone::gateways
