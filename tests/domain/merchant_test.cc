// SPDX-License-Identifier: MIT
#include "domain/merchant.h"

#include <tuple>
#include <vector>

#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

using testing::GetErrc;
using testing::GetValue;
using testing::OnChannel;
using testing::OnPg;

Channel MakeChannel(const std::string& key, const std::string& pg, const std::string& pg_id) {
  return {ChannelKey(key), PgCode(pg), pg_id, {}};
}

Merchant TwoGateways() {
  Merchant merchant;
  merchant.channels = {MakeChannel("channel-key-1", "nice", "nictest04m"),
                       MakeChannel("channel-key-2", "nice", "nictest05m"),
                       MakeChannel("channel-key-3", "kcp", "T0000")};
  return merchant;
}

std::string ChooseKey(const ChannelChoice& choice) {
  return GetValue(ChooseChannel(TwoGateways(), choice)).channel_key.text;
}

TEST_CASE("channels: a pg selects the first matching channel", "[domain][channel]") {
  const auto [pg, channel_key] = GENERATE(table<std::string, std::string>({
      {"nice", "channel-key-1"},
      {"nice.nictest04m", "channel-key-1"},
      {"nice.nictest05m", "channel-key-2"},
      {"kcp", "channel-key-3"},
      {"kcp.T0000", "channel-key-3"},
      {"kcp.unknown", "channel-key-3"},
      {"nice.unknown", "channel-key-1"},
      {"", "channel-key-1"},
  }));
  CAPTURE(pg);
  CHECK(ChooseKey(OnPg(pg)) == channel_key);
}

TEST_CASE("channels: the default channel is selected without a choice", "[domain][channel]") {
  CHECK(ChooseKey({}) == "channel-key-1");
}

TEST_CASE("channels: a channel key takes precedence over a pg", "[domain][channel]") {
  ChannelChoice choice = OnPg("nice");
  choice.channel_key = ChannelKey("channel-key-3");
  CHECK(ChooseKey(choice) == "channel-key-3");
}

TEST_CASE("channels: an unknown channel key is refused", "[domain][channel]") {
  const Result<Channel> refused = ChooseChannel(TwoGateways(), OnChannel("channel-key-9"));
  REQUIRE(GetErrc(refused) == Errc::kModuleNotFound);
  CHECK(refused.error().message == "비인증결제모듈 사용정보를 찾을 수 없습니다.");
}

TEST_CASE("channels: a pg without a channel is refused, even if it is a merchant id",
          "[domain][channel]") {
  const std::string pg = GENERATE("paypal", "KCP", "T0000", ".T0000", "nobody.T0000");
  CAPTURE(pg);
  CHECK(GetErrc(ChooseChannel(TwoGateways(), OnPg(pg))) == Errc::kModuleNotFound);
  const WindowChannel chosen = GetValue(ChooseWindowChannel(TwoGateways(), OnPg(pg)));
  CHECK(chosen.channel.channel_key.text == "channel-key-1");
  CHECK(chosen.unmatched == pg);
}

TEST_CASE("channels: a channel without a merchant id of its own uses the request's",
          "[domain][channel]") {
  Merchant merchant = TwoGateways();
  merchant.channels[0].accepts_any_pg_id = true;
  CHECK(GetValue(ChooseChannel(merchant, OnPg("nice.iamport01m"))).pg_id == "iamport01m");
  CHECK(GetValue(ChooseChannel(merchant, OnPg("nice.nictest05m"))).channel_key.text ==
        "channel-key-2");
  CHECK(GetValue(ChooseChannel(merchant, OnPg("kcp.unknown"))).pg_id == "T0000");
  CHECK(ResolveChannel(merchant, MakeChannel("channel-key-1", "nice", "iamport01m")).pg_id ==
        "iamport01m");
}

TEST_CASE("channels: a merchant without channels gets an error", "[domain][channel]") {
  CHECK(GetErrc(ChooseChannel(Merchant{}, {})) == Errc::kNoChannel);
  CHECK(GetErrc(ChooseWindowChannel(Merchant{}, OnChannel("channel-key-1"))) == Errc::kNoChannel);
}

TEST_CASE("channels: a window uses the default channel for an unknown key", "[domain][channel]") {
  const WindowChannel chosen =
      GetValue(ChooseWindowChannel(TwoGateways(), OnChannel("channel-key-9")));
  CHECK(chosen.channel.channel_key == TwoGateways().channels.front().channel_key);
  CHECK(chosen.unmatched == "channel-key-9");
}

TEST_CASE("channels: a stored channel gets its current settings", "[domain][channel]") {
  Merchant merchant = TwoGateways();
  merchant.channels[2].settings["batch_group_id"] = "new";
  const Channel now = ResolveChannel(merchant, MakeChannel("channel-key-3", "kcp", "T0000"));
  CHECK(now.settings.at("batch_group_id") == "new");
}

TEST_CASE("channels: a key reassigned to another gateway identifies another contract",
          "[domain][channel]") {
  Merchant merchant = TwoGateways();
  merchant.channels[2].pg = PgCode("nice");
  const Channel now = ResolveChannel(merchant, MakeChannel("channel-key-3", "kcp", "T0000"));
  CHECK(now.pg.text == "kcp");
  CHECK(now.pg_id == "T0000");
}

TEST_CASE("channels: a removed channel is used as stored", "[domain][channel]") {
  const Channel removed =
      ResolveChannel(TwoGateways(), MakeChannel("channel-key-0", "kcp", "A52Q7"));
  CHECK(removed.channel_key.text == "channel-key-0");
  CHECK(removed.pg_id == "A52Q7");
}

TEST_CASE("channels: a group selects its channels in order and takes precedence",
          "[domain][channel]") {
  Merchant merchant = TwoGateways();
  merchant.channel_groups = {
      {ChannelGroupId("gone"), {ChannelKey("channel-key-9")}},
      {ChannelGroupId("both"),
       {ChannelKey("channel-key-3"), ChannelKey("channel-key-9"), ChannelKey("channel-key-1")}}};
  ChannelChoice choice = OnChannel("channel-key-2");
  CHECK(GetValue(ChooseChannels(merchant, choice)).front().channel_key.text == "channel-key-2");
  choice.channel_group_id = ChannelGroupId("both");
  const std::vector<Channel> channels = GetValue(ChooseChannels(merchant, choice));
  REQUIRE(channels.size() == 2);
  CHECK(channels[0].channel_key.text == "channel-key-3");
  CHECK(channels[1].channel_key.text == "channel-key-1");
  choice.channel_group_id = ChannelGroupId("gone");
  CHECK(GetErrc(ChooseChannels(merchant, choice)) == Errc::kUnknownChannelGroup);
  choice.channel_group_id = ChannelGroupId("none");
  CHECK(GetErrc(ChooseChannels(merchant, choice)) == Errc::kUnknownChannelGroup);
}

}  // namespace
}  // namespace portone
