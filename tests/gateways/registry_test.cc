// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/invariant.h"
#include "domain/gateway_rules.h"
#include "gateways/defaults.h"
#include "support/catch.h"

namespace portone::gateways {
namespace {

TEST_CASE("registry: gateways are sorted by code without duplicates", "[gateway]") {
  std::vector<std::string_view> codes;
  for (const GatewayRules* rules : All())
    codes.push_back(rules->code);
  CHECK(codes.size() >= 2);
  CHECK(std::adjacent_find(codes.begin(), codes.end(), std::greater_equal<>()) == codes.end());
}

TEST_CASE("registry: a gateway is found by its code", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    CHECK(Find(rules->code) == rules);
    CHECK(&Of(PgCode(std::string(rules->code))) == rules);
  }
  CHECK(Find("") == nullptr);
  CHECK(Find("KCP") == nullptr);
  CHECK_THROWS_AS(Of(PgCode("unknown")), InvariantViolation);
}

TEST_CASE("registry: every gateway has a text for each card that is not good", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    for (const CardOutcome card_outcome : {CardOutcome::kUnknownBin, CardOutcome::kWrongNumber,
                                           CardOutcome::kWrongExpiry, CardOutcome::kDeclined}) {
      CAPTURE(rules->code, static_cast<int>(card_outcome));
      const GatewayError fault = rules->FindCardError(card_outcome);
      CHECK_FALSE(fault.code.empty());
      CHECK_FALSE(fault.message.empty());
    }
    CHECK_THROWS_AS(rules->FindCardError(CardOutcome::kGood), InvariantViolation);
  }
}

TEST_CASE("registry: every gateway code of the service has a file", "[gateway]") {
  std::ifstream list(std::string(PORTONE_SOURCE_DIR) + "/fixtures/reference/gateways.txt");
  std::set<std::string> listed;
  for (std::string line; std::getline(list, line);) {
    if (!line.empty() && line.front() != '#') listed.insert(line);
  }
  std::set<std::string> emulated;
  for (const GatewayRules* rules : All())
    emulated.emplace(rules->code);
  CHECK(std::includes(emulated.begin(), emulated.end(), listed.begin(), listed.end()));
  CHECK(emulated.size() >= 45);
}

TEST_CASE("registry: the example in CONTRIBUTING is the actual file", "[gateway]") {
  const auto read = [](const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(std::string(PORTONE_SOURCE_DIR) + path).rdbuf();
    return text.str();
  };
  CHECK_THAT(read("/CONTRIBUTING.md"), Catch::Contains(read("/src/gateways/danal.cc")));
}

TEST_CASE("registry: a key can be charged where it can be issued", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    CAPTURE(rules->code);
    const bool issues = rules->rest.issue_key || rules->window.issue != WindowIssue::kNone ||
                        (rules->rest.onetime && rules->rest.onetime_stores_key);
    CHECK(rules->rest.again == issues);
    CHECK((rules->rest.onetime || !rules->rest.onetime_stores_key));
  }
}

TEST_CASE("registry: every limit has a text", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    CAPTURE(rules->code);
    for (const AmountLimit& limit : rules->limits) {
      CHECK((limit.least == 0) == limit.below.message.empty());
      CHECK((limit.most == 0) == limit.above.message.empty());
    }
  }
}

TEST_CASE("registry: the default of a setting is one of its values", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    for (const SettingRule& rule : rules->settings) {
      CAPTURE(rules->code, rule.name);
      CHECK_FALSE(CheckSetting(rule, rule.default_value));
      CHECK((rule.allowed.empty() || std::find(rule.allowed.begin(), rule.allowed.end(),
                                               rule.default_value) != rule.allowed.end()));
      Channel channel;
      CHECK(GetSetting(*rules, channel, rule.name) == rule.default_value);
      channel.settings[std::string(rule.name)] = "other";
      CHECK(GetSetting(*rules, channel, rule.name) == "other");
    }
    CHECK_THROWS_AS(GetSetting(*rules, Channel{}, "no such setting"), InvariantViolation);
  }
}

TEST_CASE("defaults: one channel for every gateway and NICE first", "[gateway]") {
  const std::vector<Channel> channels = DefaultChannels();
  REQUIRE(channels.size() == All().size());
  CHECK(channels.front().pg.text == "nice");
  std::set<std::string> codes;
  for (const Channel& channel : channels) {
    CHECK(channel.channel_key.text == "channel-key-" + channel.pg.text);
    CHECK(channel.pg_id == Of(channel.pg).default_pg_id);
    CHECK_FALSE(channel.pg_id.empty());
    CHECK(channel.settings.empty());
    codes.insert(channel.pg.text);
  }
  CHECK(codes.size() == channels.size());
  CHECK(std::is_sorted(channels.begin() + 1, channels.end(),
                       [](const Channel& a, const Channel& b) { return a.pg < b.pg; }));
}

TEST_CASE("common behaviour: transaction ids are fourteen digits", "[gateway]") {
  CHECK(hooks::MakeNumericTid({"T0000", Instant{}, 7}) == "00000000000007");
  CHECK(hooks::MakeNumericTid({"T0000", Instant{}, 99'912'345'678'901'234U}) == "12345678901234");
}

TEST_CASE("common behaviour: cards are masked from the seventh to the twelfth digit", "[gateway]") {
  CHECK(hooks::MaskWithStars("9540490012341569") == "954049******1569");
  CHECK(hooks::MaskWithStars("123456789012345") == "123456******345");
  CHECK(hooks::MaskWithStars("12345678") == "123456**");
  CHECK(hooks::MaskWithStars("1234") == "1234");
  CHECK(hooks::MaskWithStars("").empty());
}

}  // namespace
}  // namespace portone::gateways
