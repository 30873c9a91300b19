// SPDX-License-Identifier: MIT
#include "domain/channel.h"

#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("channels: each type has its text and is found by it", "[domain][channel]") {
  const auto [type, text] = GENERATE(table<ChannelType, std::string>({
      {ChannelType::kPayment, "payment"},
      {ChannelType::kApiPayment, "api_payment"},
      {ChannelType::kCertification, "certification"},
  }));
  CHECK(ChannelTypeText(type) == text);
  CHECK(FindChannelType(text) == type);
}

TEST_CASE("channels: any other text is no type", "[domain][channel]") {
  CHECK_FALSE(FindChannelType(""));
  CHECK_FALSE(FindChannelType("Payment"));
  CHECK_FALSE(FindChannelType("payments"));
}

TEST_CASE("channels: one that says nothing is for payments", "[domain][channel]") {
  CHECK(Channel{}.type == ChannelType::kPayment);
}

}  // namespace
}  // namespace portone
