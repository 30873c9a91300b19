// SPDX-License-Identifier: MIT
#include "domain/channel.h"

#include <array>

namespace portone {
namespace {

constexpr std::array<std::string_view, 3> kTypes{"payment", "api_payment", "certification"};

}  // namespace

std::string_view ChannelTypeText(ChannelType type) {
  return kTypes.at(static_cast<std::size_t>(type));
}

std::optional<ChannelType> FindChannelType(std::string_view text) {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes.at(i) == text) return static_cast<ChannelType>(i);
  }
  return std::nullopt;
}

}  // namespace portone
