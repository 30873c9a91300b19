// SPDX-License-Identifier: MIT
// One contract of the merchant with one gateway, as the console holds it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.h"

namespace portone {

/// What the contract is for. Only shown: requests are not held to it.
enum class ChannelType : std::uint8_t { kPayment, kApiPayment, kCertification };

/// "payment", "api_payment", "certification".
std::string_view ChannelTypeText(ChannelType type);
/// The type of one of these texts, or nothing.
std::optional<ChannelType> FindChannelType(std::string_view text);

struct Channel {
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;                            ///< the merchant's id at the gateway (MID)
  std::map<std::string, std::string> settings;  ///< names and values that the gateway allows
  std::string name{};                           ///< what people call it in the console
  ChannelType type = ChannelType::kPayment;
};

}  // namespace portone
