// SPDX-License-Identifier: MIT
#include "domain/channel.h"

#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("channels: each type converts to text and back", "[domain][channel]") {
  const auto [type, text] = GENERATE(table<ChannelType, std::string>({
      {ChannelType::kPayment, "payment"},
      {ChannelType::kApiPayment, "api_payment"},
      {ChannelType::kCertification, "certification"},
  }));
  CHECK(Name(type) == text);
  CHECK(Parse<ChannelType>(text) == type);
}

TEST_CASE("channels: no other text is a type", "[domain][channel]") {
  CHECK_FALSE(Parse<ChannelType>(""));
  CHECK_FALSE(Parse<ChannelType>("Payment"));
  CHECK_FALSE(Parse<ChannelType>("payments"));
}

TEST_CASE("channels: the default type is payment", "[domain][channel]") {
  CHECK(Channel{}.type == ChannelType::kPayment);
}

}  // namespace
}  // namespace portone
