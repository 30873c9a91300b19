// SPDX-License-Identifier: MIT
// JSON encoding of a channel (the PgSetting object). Excludes the channel's settings.
#pragma once

#include <vector>

#include "api/reply_writer.h"
#include "domain/channel.h"

namespace portone::api {

/// Keys in the documented order; every key is always present.
// FIDELITY: channel-list
void EncodeChannel(ReplyWriter& json, const Channel& channel);
void EncodeChannels(ReplyWriter& json, const std::vector<Channel>& channels);

}  // namespace portone::api
