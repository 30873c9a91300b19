// SPDX-License-Identifier: MIT
#include "api/codec/channel_json.h"

namespace portone::api {

void EncodeChannel(ReplyWriter& json, const Channel& channel) {
  json.BeginObject()
      .Field("pg_provider", channel.pg.text)
      .Field("pg_id", channel.pg_id)
      .Field("sandbox", true)
      .Field("type", Name(channel.type))
      .Field("channel_name", channel.name)
      .Field("channel_key", channel.channel_key.text)
      .EndObject();
}

void EncodeChannels(ReplyWriter& json, const std::vector<Channel>& channels) {
  json.BeginArray();
  for (const Channel& channel : channels)
    EncodeChannel(json, channel);
  json.EndArray();
}

}  // namespace portone::api
