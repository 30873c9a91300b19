// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/invariant.h"
#include "domain/gateway_rules.h"
#include "gateways/defaults.h"
#include "support/catch.h"
#include "support/scenario_files.h"

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
    CHECK(&Get(PgCode(std::string(rules->code))) == rules);
  }
  CHECK(Find("") == nullptr);
  CHECK(Find("KCP") == nullptr);
  CHECK_THROWS_AS(Get(PgCode("unknown")), InvariantViolation);
}

/// Every outcome of a card but kApproved.
std::vector<CardOutcome> ListFailedOutcomes() {
  std::vector<CardOutcome> outcomes;
  for (const std::string_view name : Names<CardOutcome>().subspan(1))
    outcomes.push_back(*Parse<CardOutcome>(name));
  return outcomes;
}

TEST_CASE("registry: a gateway has a text for each outcome of a card, its own where it has one",
          "[gateway]") {
  for (const CardOutcome outcome : ListFailedOutcomes()) {
    const GatewayError common = GatewayRules{}.FindCardError(outcome);
    CHECK_THAT(common.code, Catch::StartsWith("EM"));
    CHECK_FALSE(common.message.empty());
    for (const GatewayRules* rules : All()) {
      CAPTURE(rules->code, static_cast<int>(outcome));
      const auto own =
          std::find_if(rules->card_errors.begin(), rules->card_errors.end(),
                       [outcome](const CardErrorText& row) {
                         return row.card_outcome == outcome &&
                                (row.operations.empty() || row.operations.Has(Operation::kAgain));
                       });
      const bool has_own = own != rules->card_errors.end();
      CHECK(rules->FindCardError(outcome) == (has_own ? own->text.ToError() : common));
    }
  }
  for (const GatewayRules* rules : All())
    CHECK_THROWS_AS(rules->FindCardError(CardOutcome::kApproved), InvariantViolation);
}

TEST_CASE("registry: the gateways with texts of their own for cards use them", "[gateway]") {
  std::set<std::string_view> with_texts;
  for (const GatewayRules* rules : All()) {
    if (!rules->card_errors.empty()) with_texts.insert(rules->code);
    for (const CardErrorText& row : rules->card_errors) {
      CAPTURE(rules->code, row.text.code);
      CHECK(row.card_outcome != CardOutcome::kApproved);
      CHECK_FALSE(row.text.code.empty());
      CHECK_FALSE(row.text.message.empty());
      CHECK_FALSE(row.text.code.starts_with("EM"));
    }
  }
  CHECK(with_texts == std::set<std::string_view>{"danal_tpay", "html5_inicis", "inicis", "kcp",
                                                 "kcp_billing", "naverpay", "nice", "nice_v2",
                                                 "paymentwall", "tosspayments"});
}

TEST_CASE("registry: the pages of scenarios name each outcome of a card", "[gateway]") {
  for (const char* page : {"docs/scenarios.md", "docs/scenarios.ko.md"}) {
    const std::string text = testing::ReadSourceFile(page);
    const std::size_t begin = text.rfind("`charge_outcome`");
    REQUIRE(begin != std::string::npos);
    const std::string table = text.substr(begin, text.find("\n- ", begin) - begin);
    for (const std::string_view name : Names<CardOutcome>()) {
      CAPTURE(page, name);
      CHECK(table.find("`" + std::string(name) + "`") != std::string::npos);
    }
  }
}

TEST_CASE("registry: every gateway code of the service has a file, and there are no other files",
          "[gateway]") {
  std::ifstream list(std::string(PORTONE_SOURCE_DIR) + "/fixtures/reference/gateways.txt");
  std::set<std::string> listed;
  for (std::string line; std::getline(list, line);) {
    if (!line.empty() && line.front() != '#') listed.insert(line);
  }
  std::set<std::string> emulated;
  for (const GatewayRules* rules : All())
    emulated.emplace(rules->code);
  CHECK(emulated == listed);
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
    if (rules->quick_pay.offered) continue;  // has a call of its own for its keys
    CAPTURE(rules->code);
    const bool issues = rules->rest.issue_key || rules->window.key_issuance != KeyIssuance::kNone ||
                        (rules->rest.onetime && rules->rest.onetime_stores_key);
    CHECK(rules->rest.charges_stored_keys == issues);
    CHECK((rules->rest.onetime || !rules->rest.onetime_stores_key));
  }
}

TEST_CASE("registry: every limit has a text", "[gateway]") {
  for (const GatewayRules* rules : All()) {
    CAPTURE(rules->code);
    for (const AmountLimit& limit : rules->limits) {
      const bool has_minimum = limit.min != 0 || !limit.min_setting.empty();
      CHECK(has_minimum != limit.below_min_error.message.empty());
      CHECK((limit.max == 0) == limit.above_max_error.message.empty());
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

TEST_CASE("defaults: every gateway has one channel, and NICE's is the first", "[gateway]") {
  const std::vector<Channel> channels = MakeDefaultChannels();
  REQUIRE(channels.size() == All().size());
  CHECK(channels.front().pg.text == "nice");
  std::set<std::string> codes;
  for (const Channel& channel : channels) {
    CHECK(channel.channel_key.text == "channel-key-" + channel.pg.text);
    CHECK(channel.pg_id == Get(channel.pg).default_pg_id);
    CHECK_FALSE(channel.pg_id.empty());
    CHECK(channel.settings.empty());
    codes.insert(channel.pg.text);
  }
  CHECK(codes.size() == channels.size());
  CHECK(std::is_sorted(channels.begin() + 1, channels.end(),
                       [](const Channel& a, const Channel& b) { return a.pg < b.pg; }));
}

}  // namespace
}  // namespace portone::gateways
