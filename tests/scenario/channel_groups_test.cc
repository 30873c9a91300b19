// SPDX-License-Identifier: MIT
#include "scenario/loader.h"
#include "support/strip_locations.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

using testing::Strings;

Scenario Load(const std::string& given) {
  const LoadResult loaded = LoadText(R"({"given": )" + given + "}", "a.json");
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  return loaded.value();
}

std::string LoadAndFail(const std::string& given) {
  const LoadResult loaded = LoadText(R"({"given": )" + given + "}", "a.json");
  return loaded.ok() ? "" : testing::StripLocations(loaded.error().message);
}

std::string FormatGroups(const Merchant& merchant) {
  std::string text;
  for (const ChannelGroup& group : merchant.channel_groups) {
    text += group.channel_group_id.text + ":";
    for (const ChannelKey& channel_key : group.channel_keys)
      text += " " + channel_key.text;
    text += "; ";
  }
  return text;
}

TEST_CASE("scenario: channel groups refer to channels of the file or the default ones",
          "[scenario]") {
  const std::string given = GENERATE(
      R"({"channel_groups": [{"channel_group_id": "g", "channel_keys": ["channel-key-kcp",
          "channel-key-nice"]}]})",
      R"({"channels": [{"pg": "nice"}, {"pg": "kcp"}],
          "channel_groups": [{"channel_group_id": "g", "channel_keys": ["channel-key-kcp",
          "channel-key-nice"]}]})");
  const engine::Setup setup = MergeIntoSetup(testing::StandardSetup(), Load(given));
  CHECK(FormatGroups(setup.merchant) == "g: channel-key-kcp channel-key-nice; ");
}

TEST_CASE("scenario: new channels remove the old groups, new groups replace them", "[scenario]") {
  engine::Setup base = testing::StandardSetup();
  base.merchant.channel_groups = {{ChannelGroupId("old"), {ChannelKey("channel-key-nice")}}};
  CHECK(FormatGroups(MergeIntoSetup(base, Load("{}")).merchant) == "old: channel-key-nice; ");
  CHECK(FormatGroups(MergeIntoSetup(base, Load(R"({"channels": [{"pg": "nice"}]})")).merchant)
            .empty());
  CHECK(FormatGroups(MergeIntoSetup(base, Load(R"({"channel_groups": []})")).merchant).empty());
}

TEST_CASE("scenario: an invalid channel group is refused with its pointer", "[scenario]") {
  const auto [group, message] = GENERATE(table<std::string, std::string>({
      {R"({"channel_keys": ["channel-key-kcp"]})",
       "a.json: /given/channel_groups/0/channel_group_id: is missing"},
      {R"({"channel_group_id": "", "channel_keys": ["channel-key-kcp"]})",
       "a.json: /given/channel_groups/0/channel_group_id: must not be empty"},
      {R"({"channel_group_id": "g"})",
       "a.json: /given/channel_groups/0/channel_keys: must be an array of at least one string"},
      {R"({"channel_group_id": "g", "channel_keys": []})",
       "a.json: /given/channel_groups/0/channel_keys: must be an array of at least one string"},
      {R"({"channel_group_id": "g", "channel_keys": "channel-key-kcp"})",
       "a.json: /given/channel_groups/0/channel_keys: must be an array of at least one string"},
      {R"({"channel_group_id": "g", "channel_keys": [1]})",
       "a.json: /given/channel_groups/0/channel_keys: must be an array of at least one string"},
      {R"({"channel_group_id": "g", "channel_keys": ["channel-key-kpc"]})",
       "a.json: /given/channel_groups/0/channel_keys: no channel has the key "
       "\"channel-key-kpc\"; did you mean \"channel-key-kcp\"?"},
      {R"({"channel_group_id": "g", "channel_keys": ["channel-key-kcp", "channel-key-kcp"]})",
       "a.json: /given/channel_groups/0/channel_keys: contains \"channel-key-kcp\" twice"},
      {R"({"channel_group_id": "g", "channel_keys": ["channel-key-kcp"], "name": "x"})",
       "a.json: /given/channel_groups/0/name: unknown key"},
  }));
  CHECK(LoadAndFail(R"({"channel_groups": [)" + group + "]}") == message);
}

TEST_CASE("scenario: a group of channels that are not in the file is refused", "[scenario]") {
  CHECK(LoadAndFail(R"({"channels": [{"pg": "nice"}],
                    "channel_groups": [{"channel_group_id": "g",
                                        "channel_keys": ["channel-key-kcp"]}]})")
            .find("no channel has the key \"channel-key-kcp\"") != std::string::npos);
}

TEST_CASE("scenario: channel groups with the same id are refused", "[scenario]") {
  const std::string group = R"({"channel_group_id": "g", "channel_keys": ["channel-key-kcp"]})";
  CHECK(LoadAndFail(R"({"channel_groups": [)" + group + ", " + group + "]}") ==
        "a.json: /given/channel_groups/1/channel_group_id: "
        "two channel groups have the id \"g\"");
}

}  // namespace
}  // namespace portone::scenario
