// SPDX-License-Identifier: MIT
// A channel as the V1 API prints it: the PgSetting object. Its settings are not shown.
#pragma once

#include <vector>

#include "api/json_writer.h"
#include "domain/channel.h"

namespace portone::api {

/// Keys in the documented order, every key always there.
// FIDELITY: channel-list
void EncodeChannel(JsonWriter& json, const Channel& channel);
void EncodeChannels(JsonWriter& json, const std::vector<Channel>& channels);

}  // namespace portone::api
