// SPDX-License-Identifier: MIT
// Broken scenario documents: each gives its message and is not loaded.
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/strip_locations.h"

namespace portone::scenario {
namespace {

std::string LoadAndFail(std::string_view text) {
  const LoadResult result = LoadText(text, "test.json");
  return result.ok() ? "loaded" : testing::StripLocations(result.error().message);
}

TEST_CASE("loader: text that is not JSON is refused with line and column", "[scenario][loader]") {
  CHECK(LoadAndFail("{\n  \"seed\": ,\n}") ==
        "test.json:2:11: syntax error while parsing value - unexpected ','; expected '[', '{', or "
        "a literal");
  CHECK(LoadAndFail("") == "test.json:1:1: the file is empty");
  CHECK(LoadAndFail("\xEF\xBB\xBF") == "test.json:1:1: the file is empty");
  CHECK(LoadAndFail("{\"steps\": [{},\n ]}") ==
        "test.json:2:2: a comma before \"]\" is not allowed in JSON");
  CHECK(LoadAndFail("\xEF\xBB\xBF{\"seed\": 1,}") ==
        "test.json:1:12: a comma before \"}\" is not allowed in JSON");
  CHECK_THAT(LoadAndFail("{\"seed\": 1"), Catch::StartsWith("test.json:1:11: syntax error"));
  CHECK(LoadAndFail("{\"a\":" + std::string(100, '[')) ==
        "test.json:1:69: nested deeper than 64 levels");
}

TEST_CASE("loader: a duplicate key is refused", "[scenario][loader]") {
  CHECK(LoadAndFail(R"({"seed": 1, "seed": 2})") == R"(test.json:1:13: duplicate key "seed")");
  CHECK(LoadAndFail(R"({"given": {"webhook": {"url": "", "url": ""}}})") ==
        R"(test.json:1:35: duplicate key "url")");
}

TEST_CASE("loader: each wrong document gives exactly its message", "[scenario][loader]") {
  const auto [text, message] = GENERATE(table<std::string, std::string>({
      // the document
      {"[]", "/: must be an object"},
      {"5", "/: must be an object"},
      {R"({"abut": "x"})", R"(/abut: unknown key; did you mean "about"?)"},
      {R"({"steps": {}})", "/steps: must be an array"},
      {R"({"expect": 5})", "/expect: must be an array"},
      {R"({"expect": [{"payments": {"statsu": "paid"}}]})",
       R"(/expect/0/payments/statsu: a payment has no such field; did you mean "status"?)"},
      {R"({"faults": {}})", "/faults: must be an array"},
      {R"({"about": 5})", "/about: must be a string"},
      {R"({"seed": "7"})", "/seed: must be a whole number from 0 to 9223372036854775807"},
      {R"({"seed": -1})", "/seed: must be a whole number from 0 to 9223372036854775807"},
      {R"({"seed": 18446744073709551615})",
       "/seed: must be a whole number from 0 to 9223372036854775807"},
      // the clock
      {R"({"clock": "live"})", "/clock: must be an object"},
      {R"({"clock": {"stat": "x"}})", R"(/clock/stat: unknown key; did you mean "start"?)"},
      {R"({"clock": {"start": "2024-01-31"}})",
       R"(/clock/start: must be ISO 8601 with an offset, like "2024-01-31T09:00:00+09:00")"},
      {R"({"clock": {"start": "2024-01-31T09:00:00"}})",
       R"(/clock/start: must be ISO 8601 with an offset, like "2024-01-31T09:00:00+09:00")"},
      {R"({"clock": {"start": "2024-02-30T09:00:00Z"}})",
       R"(/clock/start: must be ISO 8601 with an offset, like "2024-01-31T09:00:00+09:00")"},
      {R"({"clock": {"start": 1706659200}})", "/clock/start: must be a string"},
      {R"({"clock": {"mode": "frozen"}})",
       R"(/clock/mode: must be one of "manual" "live" "scaled", not "frozen")"},
      {R"({"clock": {"speed": 60}})", R"(/clock/speed: needs "mode": "scaled")"},
      {R"({"clock": {"mode": "live", "speed": 60}})", R"(/clock/speed: needs "mode": "scaled")"},
      {R"({"clock": {"mode": "scaled", "speed": 0}})",
       "/clock/speed: must be a whole number from 1 to 1000000"},
      {R"({"clock": {"mode": "scaled", "speed": 1.5}})",
       "/clock/speed: must be a whole number from 1 to 1000000"},
      {R"({"clock": {"tokens": "never"}})",
       R"(/clock/tokens: must be one of "wall" "sandbox", not "never")"},
      // the merchant
      {R"({"given": []})", "/given: must be an object"},
      {R"({"given": {"chanels": []}})", R"(/given/chanels: unknown key; did you mean "channels"?)"},
      {R"({"given": {"merchant": {"imp_key": "k"}}})", "/given/merchant/imp_secret: is missing"},
      {R"({"given": {"merchant": {"imp_key": "", "imp_secret": "s"}}})",
       "/given/merchant/imp_key: must not be empty"},
      {R"({"given": {"merchant": {"imp_key": "k", "imp_secret": "s", "secret": "s"}}})",
       "/given/merchant/secret: unknown key"},
      // the webhook
      {R"({"given": {"webhook": {"url": 5}}})", "/given/webhook/url: must be a string"},
      {R"({"given": {"webhook": {"url": "shop/hook"}}})",
       "/given/webhook/url: must be an http or https URL, or empty for none"},
      {R"({"given": {"webhook": {"format": "xml"}}})",
       R"(/given/webhook/format: must be one of "json" "form", not "xml")"},
      {R"({"given": {"webhook": {"uri": ""}}})",
       R"(/given/webhook/uri: unknown key; did you mean "url"?)"},
      // the recovery
      {R"({"given": {"recovery": {"hour": 24}}})",
       "/given/recovery/hour: must be a whole number from 0 to 23"},
      {R"({"given": {"recovery": {"hours": 5}}})",
       R"(/given/recovery/hours: unknown key; did you mean "hour"?)"},
      // the switches
      {R"({"given": {"switches": {"merchant_uid_reuse": true}}})",
       "/given/switches/merchant_uid_reuse: must be a string"},
      {R"({"given": {"switches": {"merchant_uid_reuse": "never"}}})",
       R"(/given/switches/merchant_uid_reuse: must be one of "service" "strict", not "never")"},
      {R"({"given": {"switches": {"unknown_custommer": "refusal"}}})",
       R"(/given/switches/unknown_custommer: unknown key; did you mean "unknown_customer"?)"},
  }));
  CAPTURE(text);
  CHECK(LoadAndFail(text) == "test.json: " + message);
}

TEST_CASE("loader: each wrong channel gives exactly its message", "[scenario][loader]") {
  const auto [channels, message] = GENERATE(table<std::string, std::string>({
      {"{}", "/given/channels: must be an array"},
      {"[5]", "/given/channels/0: must be an object"},
      {"[{}]", "/given/channels/0/pg: is missing"},
      {R"([{"pg": ""}])", "/given/channels/0/pg: must not be empty"},
      {R"([{"pg": "kcb"}])",
       R"(/given/channels/0/pg: no gateway is called "kcb"; did you mean "kcp"?)"},
      {R"([{"pg": "somebody"}])", R"(/given/channels/0/pg: no gateway is called "somebody")"},
      {R"([{"pg": "kcp", "pgid": "x"}])",
       R"(/given/channels/0/pgid: unknown key; did you mean "pg_id"?)"},
      {R"([{"pg": "kcp", "pg_id": 5}])", "/given/channels/0/pg_id: must be a string"},
      {R"([{"pg": "kcp", "name": 5}])", "/given/channels/0/name: must be a string"},
      {R"([{"pg": "kcp", "type": 5}])", "/given/channels/0/type: must be a string"},
      {R"([{"pg": "kcp", "type": "api"}])",
       R"(/given/channels/0/type: must be one of "payment" "api_payment" "certification", )"
       R"(not "api")"},
      {R"([{"pg": "kcp", "nam": "x"}])",
       R"(/given/channels/0/nam: unknown key; did you mean "name"?)"},
      {R"([{"pg": "kcp"}, {"pg": "kcp"}])",
       R"(/given/channels/1/channel_key: two channels have the key "channel-key-kcp")"},
      {R"([{"pg": "kcp", "settings": []}])", "/given/channels/0/settings: must be an object"},
      {R"([{"pg": "kcp", "settings": {"batch_group": "x"}}])",
       R"(/given/channels/0/settings/batch_group: unknown key; did you mean "batch_group_id"?)"},
      {R"([{"pg": "kcp", "settings": {"batch_group_id": null}}])",
       "/given/channels/0/settings/batch_group_id: must be a string, a number, true or false"},
      {R"([{"pg": "nice", "settings": {"batch_group_id": "x"}}])",
       "/given/channels/0/settings/batch_group_id: unknown key"},
      {R"([{"pg": "nice", "settings": {"tax_mode": "none"}}])",
       R"(/given/channels/0/settings/tax_mode: must be one of "taxable" "fixed", not "none")"},
  }));
  CAPTURE(channels);
  CHECK(LoadAndFail(R"({"given": {"channels": )" + channels + "}}") == "test.json: " + message);
}

TEST_CASE("loader: a merchant has one sandbox", "[scenario][loader]") {
  const std::string two =
      R"({"given": {"merchant": {"imp_key": "a", "imp_secret": "s"}, "sandboxes": [
      {"merchant": {"imp_key": "b", "imp_secret": "s"}},
      {"merchant": {"imp_key": "a", "imp_secret": "s"}},
      {"merchant": {"imp_key": "b", "imp_secret": "t"}}]}})";
  CHECK(LoadAndFail(two) ==
        "test.json: /given/sandboxes/1/merchant: two sandboxes have the key \"a\"\n"
        "test.json: /given/sandboxes/2/merchant: two sandboxes have the key \"b\"");
}

TEST_CASE("loader: each wrong tier gives exactly its message", "[scenario][loader]") {
  const auto [tiers, message] = GENERATE(table<std::string, std::string>({
      {"{}", "/given/tiers: must be an array"},
      {R"([{"tier_code": "AB1"}])", "/given/tiers/0/tier_name: is missing"},
      {R"([{"tier_name": "x"}])", "/given/tiers/0/tier_code: is missing"},
      {R"([{"tier_code": "", "tier_name": "x"}])", "/given/tiers/0/tier_code: must not be empty"},
      {R"([{"tier_code": "AB1", "tier_name": ""}])", "/given/tiers/0/tier_name: must not be empty"},
      {R"([{"tier_code": 101, "tier_name": "x"}])", "/given/tiers/0/tier_code: must be a string"},
      {R"([{"tier_code": "ab1", "tier_name": "x"}])",
       R"(/given/tiers/0/tier_code: must be three upper-case letters or digits, not "ab1")"},
      {R"([{"tier_code": "AB12", "tier_name": "x"}])",
       R"(/given/tiers/0/tier_code: must be three upper-case letters or digits, not "AB12")"},
      {R"([{"tier_code": "AB1", "tier_name": "x"}, {"tier_code": "AB1", "tier_name": "y"}])",
       R"(/given/tiers/1/tier_code: two tiers have the code "AB1")"},
      {R"([{"tier_code": "AB1", "tier_name": "x", "name": "y"}])",
       "/given/tiers/0/name: unknown key"},
  }));
  CAPTURE(tiers);
  CHECK(LoadAndFail(R"({"given": {"tiers": )" + tiers + "}}") == "test.json: " + message);
}

TEST_CASE("loader: all problems are reported at once, one per line", "[scenario][loader]") {
  CHECK(LoadAndFail(R"({"seed": "x", "clock": {"mode": "x"}, "given": {"webhook": {"url": 1}}})") ==
        "test.json: /seed: must be a whole number from 0 to 9223372036854775807\n"
        R"(test.json: /clock/mode: must be one of "manual" "live" "scaled", not "x")"
        "\ntest.json: /given/webhook/url: must be a string");
}

}  // namespace
}  // namespace portone::scenario
