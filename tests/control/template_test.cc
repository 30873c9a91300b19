// SPDX-License-Identifier: MIT
// Settings made before a shop's first call: those of the default sandbox, which later sandboxes
// take over, or those of the shop's own sandbox, which the control call opens.
#include <set>
#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

/// A control call for the sandbox of a key.
TestReply ControlSandbox(TestApi& api, const std::string& imp_key, const std::string& method,
                         const std::string& path, const std::string& body = "") {
  return api.Control(
      method, path + (path.find('?') == std::string::npos ? "?" : "&") + "sandbox=" + imp_key,
      body);
}

TestReply GetToken(TestApi& api, const std::string& imp_key, const std::string& imp_secret) {
  return api.Send({"POST",
                   "/users/getToken",
                   {{"Content-Type", "application/json"}},
                   Json{{"imp_key", imp_key}, {"imp_secret", imp_secret}}.dump()});
}

TEST_CASE("template: a new sandbox gets the webhook, channels, faults and tiers of the default one",
          "[control]") {
  TestApi api;
  api.Control("PUT", "/webhooks/settings", R"({"url": "http://shop/hook", "retries": 2})");
  api.Control("PUT", "/channels/ck1", R"({"pg": "kcp"})");
  api.Control("DELETE", "/channels/channel-key-danal");
  api.Control("POST", "/faults",
              R"({"when": {"operation": "charge"}, "then": {"decline": "limit_exceeded"}})");
  api.Post("/tiers/AB1", {{"tier_name", "강남점"}});
  const std::string settings = api.Control("GET", "/webhooks/settings").text;
  const std::string channels = api.Control("GET", "/channels").text;
  const std::string faults = api.Control("GET", "/faults").text;

  api.Use("shop", "secret");
  REQUIRE(api.Get("/tiers/AB1").status == 200);
  CHECK(ControlSandbox(api, "shop", "GET", "/webhooks/settings").text == settings);
  CHECK(ControlSandbox(api, "shop", "GET", "/channels").text == channels);
  CHECK(channels.find("ck1") != std::string::npos);
  CHECK(ControlSandbox(api, "shop", "GET", "/faults").text == faults);
  const TestReply charge = api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  CHECK(charge.response().at("status") == "failed");
}

TEST_CASE("template: a new sandbox gets the default one's clock, whether it was changed or not",
          "[control]") {
  engine::Setup live = testing::StandardSetup();
  live.clock = {sim::ClockMode::kLive, std::nullopt, 1};
  TestApi api(live);
  const auto clock_of = [&api](const std::string& imp_key) {
    api.Use(imp_key, "secret");
    api.GetToken();
    return ControlSandbox(api, imp_key, "GET", "/clock").json;
  };
  CHECK(clock_of("untouched").at("mode") == "live");
  CHECK(ControlSandbox(api, "untouched", "GET", "/clock").json.at("now") ==
        ControlSandbox(api, "imp_apikey", "GET", "/clock").json.at("now"));
  ControlSandbox(api, "imp_apikey", "PUT", "/clock", R"({"mode": "manual"})");
  CHECK(clock_of("frozen").at("mode") == "manual");
  ControlSandbox(api, "imp_apikey", "POST", "/clock/advance", R"({"by": "P1M"})");
  CHECK(clock_of("advanced").at("now") ==
        ControlSandbox(api, "imp_apikey", "GET", "/clock").json.at("now"));
  ControlSandbox(api, "imp_apikey", "PUT", "/clock", R"({"mode": "scaled", "speed": 60})");
  CHECK(clock_of("scaled").at("speed") == 60);
  ControlSandbox(api, "imp_apikey", "POST", "/reset");
  CHECK(clock_of("reset").at("mode") == "live");
}

TEST_CASE("template: records of the default sandbox are not copied", "[control]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  api.Use("shop", "secret");
  CHECK(api.Get("/payments/find/o-1").status == 404);
}

TEST_CASE("template: a sandbox that the control API creates gets the settings, too", "[control]") {
  TestApi api;
  api.Control("PUT", "/webhooks/settings", R"({"url": "http://shop/hook"})");
  REQUIRE(api.Control("POST", "/sandboxes", R"({"imp_key": "made"})").status == 200);
  CHECK(ControlSandbox(api, "made", "GET", "/webhooks/settings").json.at("url") ==
        "http://shop/hook");
}

TEST_CASE("template: a reset returns a sandbox to the settings with which it was opened",
          "[control]") {
  TestApi api;
  api.Control("PUT", "/webhooks/settings", R"({"retries": 2})");
  api.Use("shop", "secret");
  api.GetToken();
  ControlSandbox(api, "shop", "PUT", "/webhooks/settings", R"({"retries": 5})");
  ControlSandbox(api, "shop", "POST", "/reset");
  CHECK(ControlSandbox(api, "shop", "GET", "/webhooks/settings").json.at("retries") == 2);
}

TEST_CASE("opening: a call that sets something opens the sandbox of its key", "[control]") {
  TestApi api;
  const auto [method, path, body] = GENERATE(table<std::string, std::string, std::string>({
      {"PUT", "/webhooks/settings", R"({"retries": 2})"},
      {"PUT", "/clock", R"({"mode": "manual"})"},
      {"POST", "/clock/advance", R"({"by": "1d"})"},
      {"PUT", "/channels/ck1", R"({"pg": "kcp"})"},
      {"POST", "/faults",
       R"({"when": {"operation": "charge"}, "then": {"decline": "limit_exceeded"}})"},
      {"PUT", "/scenario", R"({"given": {}})"},
      {"POST", "/checkouts",
       R"({"params": {"merchant_uid": "o-1", "amount": 1000, "pay_method": "card"}})"},
  }));
  CAPTURE(path);
  CHECK(ControlSummary(ControlSandbox(api, "shop", method, path, body)) == "200");
  REQUIRE(api.registry.FindByKey("shop") != nullptr);
  CHECK(api.registry.Count() == 2);
  CHECK_FALSE(api.registry.FindByKey("shop")->secret.IsPinned());
}

TEST_CASE("opening: a key may be as long as users/getToken accepts, in characters", "[control]") {
  TestApi api;
  std::string escaped;
  std::string imp_key;
  for (int i = 0; i < 256; ++i) {
    escaped += "%EA%B0%80";
    imp_key += "가";
  }
  const std::string body = R"({"mode": "manual"})";
  CHECK(ControlSandbox(api, escaped + "%EA%B0%80", "PUT", "/clock", body).status == 404);
  CHECK(ControlSandbox(api, escaped, "PUT", "/clock", body).status == 200);
  CHECK(Summary(GetToken(api, imp_key, "secret")) == "200 0");
  CHECK(Summary(GetToken(api, imp_key + "가", "secret")) ==
        "400 -1 imp_key, imp_secret 파라메터가 누락되었습니다.");
  CHECK(api.registry.Count() == 2);
}

TEST_CASE("opening: the first secret pins a sandbox that a control call opened", "[control]") {
  TestApi api;
  ControlSandbox(api, "shop", "PUT", "/webhooks/settings", R"({"retries": 2})");
  CHECK(Summary(GetToken(api, "shop", "first")) == "200 0");
  CHECK(Summary(GetToken(api, "shop", "second")) ==
        "401 -1 인증에 실패하였습니다. API키와 secret을 확인하세요.");
  CHECK(Summary(GetToken(api, "shop", "first")) == "200 0");
  CHECK(ControlSandbox(api, "shop", "GET", "/webhooks/settings").json.at("retries") == 2);
}

TEST_CASE("opening: looking up a key that has not been used yet is an error with a hint",
          "[control]") {
  TestApi api;
  const auto [method, path, body] = GENERATE(table<std::string, std::string, std::string>({
      {"GET", "/webhooks/settings", ""},
      {"GET", "/clock", ""},
      {"POST", "/verify", R"({"expect": [{"payments": 0}]})"},
      {"POST", "/wait", R"({"expect": [{"payments": 0}]})"},
      {"POST", "/reset", ""},
      {"DELETE", "/faults", ""},
      {"POST", "/snapshot", ""},
      {"POST", "/actions/cancel", R"({"merchant_uid": "o-1"})"},
      {"POST", "/settle", ""},
  }));
  CAPTURE(path);
  const TestReply reply = ControlSandbox(api, "shop", method, path, body);
  CHECK(ControlSummary(reply) ==
        "404 unknown_sandbox sandbox no sandbox has the key \"shop\": its shop has not called yet; "
        "POST /_emulator/sandboxes opens one, and so does a call that sets something, such as PUT "
        "/_emulator/webhooks/settings");
  CHECK(api.registry.Count() == 1);
}

TEST_CASE("opening: a refused call opens no sandbox", "[control]") {
  TestApi api;
  CHECK(ControlSandbox(api, "shop", "PUT", "/webhooks/settings", R"({"retries": 9})").status ==
        400);
  CHECK(ControlSandbox(api, "shop", "PUT", "/clock", R"({"speed": -1})").status == 400);
  CHECK(
      ControlSandbox(api, std::string(257, 'x'), "PUT", "/clock", R"({"mode": "manual"})").status ==
      404);
  CHECK(api.registry.Count() == 1);
}

TEST_CASE("opening: with strict keys a control call opens no sandbox", "[control]") {
  TestApi api(testing::StandardSetup(), {.strict_keys = true});
  const TestReply reply =
      ControlSandbox(api, "shop", "PUT", "/webhooks/settings", R"({"retries": 2})");
  CHECK(ControlSummary(reply) ==
        "404 unknown_sandbox sandbox no sandbox has the key \"shop\", and with --strict-keys only "
        "POST /_emulator/sandboxes opens one");
  CHECK(api.registry.Count() == 1);
}

TEST_CASE("opening: one sandbox too many is refused", "[control]") {
  TestApi api(testing::StandardSetup(), {.limit = 1});
  CHECK(ControlSummary(ControlSandbox(api, "shop", "PUT", "/clock", R"({"mode": "manual"})"))
            .starts_with("429 too_many_sandboxes"));
}

TEST_CASE("secrets: the first wrong secret of a sandbox is logged, with the key only",
          "[control]") {
  std::vector<std::string> reported_keys;
  TestApi api(testing::StandardSetup(),
              {.on_wrong_secret = [&reported_keys](const std::string& imp_key) {
                reported_keys.push_back(imp_key);
              }});
  GetToken(api, "shop", "first");
  GetToken(api, "shop", "second");
  GetToken(api, "shop", "third");
  GetToken(api, "other", "first");
  CHECK(reported_keys == std::vector<std::string>{"shop"});
}

TEST_CASE("ids: one merchant_uid has different imp_uids in different sandboxes", "[control]") {
  std::set<std::string> uids;
  const auto pay = [&uids](TestApi& api) {
    const Json payment =
        api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response();
    uids.insert(payment.at("imp_uid").get<std::string>());
    return payment.at("imp_uid");
  };
  TestApi api;
  pay(api);
  api.Use("one", "secret");
  const Json one = pay(api);
  api.Use("two", "secret");
  pay(api);
  CHECK(uids.size() == 3);

  TestApi second_run;
  second_run.Use("one", "secret");
  CHECK(pay(second_run) == one);
}

}  // namespace
}  // namespace portone
