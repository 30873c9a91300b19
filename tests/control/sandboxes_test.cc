// SPDX-License-Identifier: MIT
// GET and POST /_emulator/sandboxes, POST /_emulator/reset.
#include <optional>
#include <set>
#include <thread>

#include "engine/advance.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::GetShape;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

TestReply CreateSandbox(TestApi& api, std::string_view body) {
  return api.Control("POST", "/sandboxes", body);
}

TEST_CASE("sandboxes: a user code has letters and digits, and belongs to one sandbox",
          "[control]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", "/sandboxes", R"({"user_code": "imp\"><script>x"})")) ==
        "400 invalid_parameter user_code user_code: must have 1 to 40 letters and digits");
  CHECK(api.Control("POST", "/sandboxes", R"({"imp_key": "a", "user_code": "shop1"})").status ==
        200);
  CHECK(ControlSummary(api.Control("POST", "/sandboxes", R"({"user_code": "shop1"})")) ==
        "409 conflict user_code another sandbox has the user code \"shop1\"");
}

TEST_CASE("sandboxes: the list is sorted by key and shows no secret", "[control][sandbox]") {
  TestApi api;
  CreateSandbox(api, R"({"imp_key": "b"})");
  CreateSandbox(api, R"({"imp_key": "a"})");
  api.Use("c", "secret");
  api.Get("/payments/imp_1");
  const Json list = api.Control("GET", "/sandboxes").json["sandboxes"];
  REQUIRE(list.size() == 4);
  Strings keys;
  for (const Json& sandbox : list) {
    keys.push_back(sandbox["imp_key"].get<std::string>());
    CHECK(GetShape(sandbox) ==
          Strings{"imp_key string", "user_code string", "had_api_calls boolean", "now string"});
    CHECK(sandbox["had_api_calls"] == (keys.back() == "c"));
    CHECK_THAT(sandbox["user_code"].get<std::string>(), Catch::Matches("imp[0-9]{8}"));
  }
  CHECK(keys == Strings{"a", "b", "c", "imp_apikey"});
}

TEST_CASE("sandboxes: absent credentials are generated", "[control][sandbox]") {
  TestApi api;
  const TestReply first = CreateSandbox(api, "");
  const TestReply second = CreateSandbox(api, "{}");
  CHECK(GetShape(first.json) == Strings{"imp_key string", "imp_secret string", "user_code string",
                                        "had_api_calls boolean", "now string"});
  CHECK_THAT(first.json["imp_key"].get<std::string>(), Catch::Matches("[0-9]{16}"));
  CHECK_THAT(first.json["imp_secret"].get<std::string>(), Catch::Matches("[0-9a-f]{40}"));
  CHECK(first.json["imp_key"] != second.json["imp_key"]);
  CHECK(first.json["imp_secret"] != second.json["imp_secret"]);
  api.Use(first.json["imp_key"].get<std::string>(), first.json["imp_secret"].get<std::string>());
  CHECK(api.Get("/payments/imp_1").status == 404);
}

TEST_CASE("sandboxes: given credentials are used", "[control][sandbox]") {
  TestApi api;
  const TestReply made =
      CreateSandbox(api, R"({"imp_key": "k", "imp_secret": "s", "user_code": "imp99999999"})");
  CHECK(made.json["imp_key"] == "k");
  CHECK(made.json["imp_secret"] == "s");
  CHECK(made.json["user_code"] == "imp99999999");
}

TEST_CASE("sandboxes: a scenario is merged into the default one", "[control][sandbox]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const TestReply made = CreateSandbox(api, R"({"imp_key": "k", "imp_secret": "s", "scenario": {
      "clock": {"start": "2030-01-01T00:00:00+09:00"},
      "given": {"channels": [{"pg": "kcp"}]}}})");
  CHECK(made.json["now"] == "2030-01-01T00:00:00.000+09:00");
  api.Use("k", "s");
  const TestReply paid = api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  CHECK(paid.response()["pg_provider"] == "kcp");
  api.Control("POST", "/settle");
  CHECK(api.sender.urls() == Strings{"http://shop/hook"});
}

TEST_CASE("sandboxes: a key that is taken is a conflict", "[control][sandbox]") {
  TestApi api;
  CreateSandbox(api, R"({"imp_key": "k"})");
  CHECK(ControlSummary(CreateSandbox(api, R"({"imp_key": "k"})")) ==
        R"(409 conflict imp_key a sandbox with the key "k" already exists)");
  CHECK(ControlSummary(CreateSandbox(api, R"({"imp_key": "imp_apiKey"})")) ==
        R"(409 conflict imp_key a sandbox with the key "imp_apiKey" already exists)");
  CHECK(api.registry.All().size() == 2);
}

TEST_CASE("sandboxes: no sandbox is created beyond the limit", "[control][sandbox]") {
  TestApi api(testing::StandardSetup(), {.limit = 2});
  CHECK(ControlSummary(CreateSandbox(api, "")) == "200");
  CHECK(ControlSummary(CreateSandbox(api, "")) ==
        "429 too_many_sandboxes - portone-emulator already has 2 sandboxes, the maximum");
}

TEST_CASE("sandboxes: an invalid body creates no sandbox", "[control][sandbox]") {
  TestApi api;
  const auto [body, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"imp_kye": "k"})",
       R"(400 invalid_parameter imp_kye imp_kye: unknown key; did you mean "imp_key"?)"},
      {R"({"imp_key": 5})", "400 invalid_parameter imp_key imp_key: must be a string"},
      {R"({"imp_key": ""})", "400 invalid_parameter imp_key imp_key: must not be empty"},
      {R"({"imp_secret": ""})", "400 invalid_parameter imp_secret imp_secret: must not be empty"},
      {R"({"scenario": []})", "400 invalid_parameter scenario scenario: must be an object"},
      {R"({"scenario": {"given": {"channels": {}}}})",
       "400 invalid_parameter scenario/given/channels scenario/given/channels: must be an array"},
      {R"({"scenario": {"given": {"merchant": {"imp_key": "k", "imp_secret": "s"}}}})",
       "400 invalid_parameter scenario/given/merchant scenario/given/merchant: is not allowed "
       "here: a sandbox keeps its credentials"},
      {R"({"scenario": {"include": ["more.json"]}})",
       "400 invalid_parameter scenario/include scenario/include: only a file can include others"},
      {R"({"scenario": {"given": {"schedules": [{"customer_uid": "kim", "merchant_uid": "s-1",
           "amount": 100, "schedule_at": "2024-03-01T00:00:00Z"}]}}})",
       "400 invalid_parameter scenario/given/schedules/0/customer_uid "
       "scenario/given/schedules/0/customer_uid: schedule s-1: the customer kim has no billing "
       "key"},
  }));
  CAPTURE(body);
  CHECK(ControlSummary(CreateSandbox(api, body)) == outcome);
  CHECK(api.registry.All().size() == 1);
}

TEST_CASE("sandboxes: concurrently created sandboxes have different keys", "[control][sandbox]") {
  TestApi api;
  std::vector<Strings> keys(8);
  std::vector<std::thread> threads;
  for (Strings& thread_keys : keys) {
    threads.emplace_back([&api, &thread_keys] {
      for (int i = 0; i < 20; ++i) {
        const api::Reply reply = api.handler.Handle({"POST", "/_emulator/sandboxes", {}, ""});
        thread_keys.push_back(Json::parse(reply.body)["imp_key"].get<std::string>());
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  std::set<std::string> distinct_keys;
  for (const Strings& thread_keys : keys)
    distinct_keys.insert(thread_keys.begin(), thread_keys.end());
  CHECK(distinct_keys.size() == 8 * 20);
}

TEST_CASE("sandboxes: a generated key is not reused", "[control][sandbox]") {
  TestApi api;
  const std::string first = CreateSandbox(api, "").json["imp_key"];
  api.Control("DELETE", "/sandboxes/" + first);
  CHECK(CreateSandbox(api, "").json["imp_key"] != first);
}

TEST_CASE("sandboxes: deleting a sandbox removes its token, and its key then opens a new one",
          "[control][sandbox]") {
  TestApi api;
  api.Use("k", "s");
  const std::string token = api.GetToken();
  api.Post("/subscribe/customers/kim", testing::CardBody());
  CHECK(api.Control("DELETE", "/sandboxes/k").text == R"({"deleted":"k"})");
  CHECK(api.registry.All().size() == 1);
  CHECK(api.Send({"GET", "/payments/imp_0", {{"Authorization", token}}, ""}).status == 401);
  api.Use("k", "another secret");
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
}

TEST_CASE("sandboxes: a refused deletion changes nothing", "[control][sandbox]") {
  TestApi api;
  CreateSandbox(api, R"({"imp_key": "a b/c"})");
  CHECK(ControlSummary(api.Control("DELETE", "/sandboxes/nobody")) ==
        R"(404 unknown_sandbox imp_key no sandbox has the key "nobody")");
  CHECK(ControlSummary(api.Control("DELETE", "/sandboxes/imp_apiKey")) ==
        "409 conflict imp_key the default sandbox cannot be deleted; reset it instead");
  engine::Engine& engine = api.registry.FindByKey("a b/c")->engine;
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  REQUIRE(advance);
  CHECK(api.Control("DELETE", "/sandboxes/a%20b%2Fc").status == 409);
  advance.reset();
  CHECK(api.Control("DELETE", "/sandboxes/a%20b%2Fc").status == 200);
}

TEST_CASE("reset: it restores the initial state and keeps the token", "[control][sandbox]") {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.token_clock = engine::TokenClock::kWall;
  TestApi api(setup);
  const std::string empty = api.Describe();
  const std::string token = api.GetToken();
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"));
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody(
               "kim", {testing::EntryBody("o-2", testing::Start() + std::chrono::hours{24})}));
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const std::string first = api.Get("/payments/find/o-1").text;

  const TestReply reply = api.Control("POST", "/reset");
  CHECK(GetShape(reply.json) ==
        Strings{"imp_key string", "user_code string", "had_api_calls boolean", "now string"});
  CHECK(reply.json["now"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(api.Describe() == empty);
  CHECK(api.GetToken() == token);
  CHECK(api.Control("GET", "/journal").json["entries"].empty());
  CHECK(api.Control("GET", "/webhooks").json["webhooks"].empty());
  const Json advanced = api.Control("POST", "/clock/advance", R"({"by": "30d"})").json;
  CHECK(advanced["fired_total"] == 0);
  api.Control("POST", "/reset");
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"));
  CHECK(api.Get("/payments/find/o-1").text == first);  // the same ids again
}

TEST_CASE("reset: only the selected sandbox is reset", "[control][sandbox]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  CreateSandbox(api, R"({"imp_key": "k", "imp_secret": "s"})");
  const std::string before = api.Describe();
  CHECK(ControlSummary(api.Control("POST", "/reset?sandbox=k")) == "200");
  CHECK(api.Describe() == before);
}

TEST_CASE("reset: it takes no parameters", "[control][sandbox]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", "/reset", "{}")) == "200");
  CHECK(ControlSummary(api.Control("POST", "/reset", R"({"hard": true})")) ==
        "400 invalid_parameter hard hard: unknown key");
}

}  // namespace
}  // namespace portone
