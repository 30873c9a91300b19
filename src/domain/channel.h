// SPDX-License-Identifier: MIT
// One contract of the merchant with one gateway, as the console holds it.
#pragma once

#include <map>
#include <string>

#include "domain/ids.h"

namespace portone {

struct Channel {
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;                            ///< the merchant's id at the gateway (MID)
  std::map<std::string, std::string> settings;  ///< names and values that the gateway allows
};

}  // namespace portone
