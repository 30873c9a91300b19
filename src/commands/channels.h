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

}  // namespace portone::commands
