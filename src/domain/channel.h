// SPDX-License-Identifier: MIT
// A channel: the merchant's contract with one gateway, as configured in the console.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "domain/ids.h"

namespace portone {

/// The purpose of the contract. Informational: not enforced on requests.
enum class ChannelType : std::uint8_t { kPayment, kApiPayment, kCertification };

template <>
struct EnumNames<ChannelType> {
  static constexpr std::array<std::string_view, 3> kNames{"payment", "api_payment",
                                                          "certification"};
};

struct Channel {
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;                            ///< the merchant's id at the gateway (MID)
  std::map<std::string, std::string> settings;  ///< by name; only those that the gateway defines
  std::string name{};                           ///< the display name in the console
  ChannelType type = ChannelType::kPayment;
  /// Whether the channel was configured without a merchant id: a request that names one then uses
  /// that one.
  bool accepts_any_pg_id = false;
};

/// A window whose page named a channel that the merchant does not have: another one serves it, that
/// of its `pg` or the default one. For the event that reports it.
struct UnmatchedChannel {
  std::string merchant_uid{};
  std::string requested{};    ///< as the page named it: a channel key, a pg, or both
  std::string channel_key{};  ///< of the channel that is used instead
  std::string pg{};           ///< its gateway
};

}  // namespace portone
