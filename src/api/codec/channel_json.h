// SPDX-License-Identifier: MIT
// A channel as the V1 API prints it: the PgSetting object. Its settings are not shown.
#pragma once

#include <vector>

#include "api/reply_writer.h"
#include "domain/channel.h"

namespace portone::api {

/// Keys in the documented order, every key always there.
// FIDELITY: channel-list
void EncodeChannel(ReplyWriter& json, const Channel& channel);
void EncodeChannels(ReplyWriter& json, const std::vector<Channel>& channels);

}  // namespace portone::api
