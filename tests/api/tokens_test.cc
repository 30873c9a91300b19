// SPDX-License-Identifier: MIT
// POST /users/getToken, and the ways to send a token.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::FakeWallClock;
using testing::GetShape;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kSampleSecret =
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f";
constexpr const char* kMissingError = "400 -1 imp_key, imp_secret 파라메터가 누락되었습니다.";
constexpr const char* kWrong = "401 -1 인증에 실패하였습니다. API키와 secret을 확인하세요.";

TestReply Send(TestApi& api, std::vector<HttpHeader> headers, std::string body) {
  return api.Send({"POST", "/users/getToken", std::move(headers), std::move(body)});
}

TestReply GetToken(TestApi& api, const std::string& key = "imp_apikey",
                   const std::string& secret = kSampleSecret) {
  return Send(api, {{"Content-Type", "application/json"}},
              Json{{"imp_key", key}, {"imp_secret", secret}}.dump());
}

std::string GetAccessToken(const TestReply& reply) {
  return reply.response().at("access_token").get<std::string>();
}

std::int64_t GetExpiry(const TestReply& reply) {
  return reply.response().at("expired_at").get<std::int64_t>();
}

TEST_CASE("getToken: a token is valid for half an hour; its times are whole seconds",
          "[api][token]") {
  TestApi api;
  const TestReply reply = GetToken(api);
  CHECK(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) ==
        Strings{"access_token string", "now integer", "expired_at integer"});
  CHECK_THAT(GetAccessToken(reply), Catch::Matches("[0-9a-f]{40}"));
  CHECK(reply.response().at("now") == ToUnixSeconds(Start()));
  CHECK(GetExpiry(reply) == ToUnixSeconds(Start()) + 1800);
}

TEST_CASE("getToken: the same token is returned until it expires", "[api][token]") {
  engine::Setup setup = testing::LiveSetup();
  setup.token_clock = engine::TokenClock::kWall;
  TestApi api(setup);
  const TestReply first = GetToken(api);
  FakeWallClock::Advance(std::chrono::minutes{29});
  const TestReply later = GetToken(api);
  CHECK(GetAccessToken(later) == GetAccessToken(first));
  CHECK(GetExpiry(later) == GetExpiry(first));
  CHECK(later.response().at("now") == ToUnixSeconds(Start()) + 29 * 60);
}

TEST_CASE("getToken: a token is extended by five minutes in its last minute", "[api][token]") {
  engine::Setup setup = testing::LiveSetup();
  setup.token_clock = engine::TokenClock::kWall;
  TestApi api(setup);
  const TestReply first = GetToken(api);
  FakeWallClock::Advance(std::chrono::minutes{29} + std::chrono::seconds{1});
  const TestReply extended = GetToken(api);
  CHECK(GetAccessToken(extended) == GetAccessToken(first));
  CHECK(GetExpiry(extended) == GetExpiry(first) + 300);
  CHECK(GetExpiry(GetToken(api)) == GetExpiry(extended));
}

TEST_CASE("getToken: after expiry a new token is issued and the old one refused", "[api][token]") {
  engine::Setup setup = testing::LiveSetup();
  setup.token_clock = engine::TokenClock::kWall;
  TestApi api(setup);
  const std::string old = GetAccessToken(GetToken(api));
  FakeWallClock::Advance(std::chrono::minutes{30});
  const api::Request request{"GET", "/payments/imp_1", {{"Authorization", old}}, ""};
  CHECK(Summary(api.Send(request)) == "401 -1 Unauthorized");
  const TestReply fresh = GetToken(api);
  CHECK(GetAccessToken(fresh) != old);
  CHECK(GetExpiry(fresh) == ToUnixSeconds(Start()) + 3600);
  CHECK(Summary(api.Send(request)) == "401 -1 Unauthorized");
}

TEST_CASE("getToken: tokens follow the wall clock and not an advanced one", "[api][token]") {
  engine::Setup setup = testing::StandardSetup();
  setup.token_clock = engine::TokenClock::kWall;
  TestApi api(setup);
  const TestReply before = GetToken(api);
  api.Control("POST", "/clock/advance", R"({"by": "365d"})");
  const TestReply after = GetToken(api);
  CHECK(after.json == before.json);
}

TEST_CASE("getToken: with the token clock of the sandbox, tokens follow the sandbox's clock",
          "[api][token]") {
  TestApi api;
  const TestReply before = GetToken(api);
  api.Control("POST", "/clock/advance", R"({"by": "30m"})");
  const TestReply after = GetToken(api);
  CHECK(GetAccessToken(after) != GetAccessToken(before));
  CHECK(after.response().at("now") == GetExpiry(before));
}

TEST_CASE("getToken: JSON, forms and malformed forms give the same token", "[api][token]") {
  TestApi api;
  const std::string token = GetAccessToken(GetToken(api));
  const std::string secret = kSampleSecret;
  const auto [type, body] = GENERATE_COPY(table<std::string, std::string>({
      {"application/x-www-form-urlencoded", "imp_key=imp_apikey&imp_secret=" + secret},
      {"application/x-www-form-urlencoded", "imp_key=imp_apikey& imp_secret=" + secret},
      {"application/x-www-form-urlencoded", " imp_key = imp_apikey & imp_secret = " + secret},
      {"", "imp_key=imp_apikey&imp_secret=" + secret},
      {"", R"({"imp_key":"imp_apikey","imp_secret":")" + secret + "\"}"},
      {"application/json; charset=UTF-8",
       R"({"imp_key":"imp_apikey","imp_secret":")" + secret + "\"}"},
  }));
  CAPTURE(type, body);
  std::vector<HttpHeader> headers;
  if (!type.empty()) headers.push_back({"Content-Type", type});
  CHECK(GetAccessToken(Send(api, headers, body)) == token);
}

TEST_CASE("getToken: both spellings of the sample key reach the default sandbox", "[api][token]") {
  TestApi api;
  CHECK(GetAccessToken(GetToken(api, "imp_apiKey")) == GetAccessToken(GetToken(api, "imp_apikey")));
  CHECK(api.registry.All().size() == 1);
}

TEST_CASE("getToken: without a key or a secret the error names both", "[api][token]") {
  TestApi api;
  const auto [type, body] = GENERATE(table<std::string, std::string>({
      {"application/json", ""},
      {"application/json", "{}"},
      {"application/json", R"({"imp_key":"imp_apikey"})"},
      {"application/json", R"({"imp_secret":"s"})"},
      {"application/json", R"({"imp_key":null,"imp_secret":null})"},
      {"application/json", R"({"imp_key":"","imp_secret":""})"},
      {"application/json", R"({"imp_key":["k"],"imp_secret":{"s":1}})"},
      {"application/x-www-form-urlencoded", R"({"imp_key":"k","imp_secret":"s"})"},
      {"text/plain", R"({"imp_key":"k","imp_secret":"s"})"},
  }));
  CAPTURE(type, body);
  CHECK(Summary(Send(api, {{"Content-Type", type}}, body)) == kMissingError);
  CHECK(api.registry.All().size() == 1);
}

TEST_CASE("getToken: a wrong secret is refused and creates nothing", "[api][token]") {
  TestApi api;
  CHECK(Summary(GetToken(api, "imp_apikey", "wrong")) == kWrong);
  CHECK(Summary(GetToken(api, "imp_apiKey", "wrong")) == kWrong);
  CHECK(api.registry.All().size() == 1);
  CHECK_FALSE(api.registry.Default()->had_api_calls.load());
}

TEST_CASE("getToken: an unknown key creates a sandbox of its own and pins its secret",
          "[api][token]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string mine = GetAccessToken(GetToken(api, "my_key", "my_secret"));
  CHECK(mine != GetAccessToken(GetToken(api)));
  CHECK(mine == GetAccessToken(GetToken(api, "my_key", "my_secret")));
  CHECK(Summary(GetToken(api, "my_key", "other")) == kWrong);
  REQUIRE(api.registry.All().size() == 2);

  api.Use("my_key", "my_secret");
  CHECK(Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))) == "200 0");
  CHECK(Summary(api.Get("/payments/find/o-1")) == "200 0");
  api.Use("imp_apikey", kSampleSecret);
  CHECK(Summary(api.Get("/payments/find/o-1")) == "404 -1 존재하지 않는 결제정보입니다.");
  CHECK(api.registry.FindByKey("my_key")->engine.GetSetup().merchant.webhook.url ==
        "http://shop/hook");
}

TEST_CASE("getToken: with strict keys only declared ones are accepted", "[api][token]") {
  TestApi api(testing::StandardSetup(), {.strict_keys = true});
  CHECK(Summary(GetToken(api, "my_key", "my_secret")) == kWrong);
  CHECK(Summary(GetToken(api)) == "200 0");
  api.Control("POST", "/sandboxes", R"({"imp_key":"my_key","imp_secret":"my_secret"})");
  CHECK(Summary(GetToken(api, "my_key", "my_secret")) == "200 0");
}

TEST_CASE("getToken: no more sandboxes than the limit are created", "[api][token]") {
  TestApi api(testing::StandardSetup(), {.limit = 2});
  CHECK(Summary(GetToken(api, "one", "s")) == "200 0");
  CHECK(Summary(GetToken(api, "two", "s")) ==
        "503 -1 portone-emulator already has 2 sandboxes, the maximum");
  CHECK(Summary(GetToken(api, "one", "s")) == "200 0");
}

TEST_CASE("token: every way of sending it that clients use is accepted", "[api][token]") {
  TestApi api;
  const std::string token = api.GetToken();
  const auto [name, value] = GENERATE_COPY(table<std::string, std::string>({
      {"Authorization", "Bearer " + token},
      {"Authorization", "bearer " + token},
      {"authorization", token},
      {"AUTHORIZATION", "  " + token + "  "},
      {"Authorization", "Basic " + token},
      {"Authorization", "Bearer\t" + token},
      {"X-ImpTokenHeader", token},
      {"x-imptokenheader", " " + token},
  }));
  CAPTURE(name, value);
  CHECK(api.Send({"GET", "/payments/imp_1", {{name, value}}, ""}).status == 404);
}

TEST_CASE("token: it may be in the query with any method", "[api][token]") {
  TestApi api;
  const std::string query = "?_token=" + api.GetToken();
  CHECK(api.Send({"GET", "/payments/imp_1" + query, {}, ""}).status == 404);
  CHECK(api.Send({"GET", "/payments/imp_1" + query + "&x=1", {}, ""}).status == 404);
  CHECK(Summary(api.Send({"DELETE", "/subscribe/customers/kim" + query, {}, ""})) ==
        "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  CHECK(Summary(api.Send({"POST", "/payments/cancel" + query, {}, ""})) ==
        "400 -1 취소하실 imp_uid 또는 merchant_uid를 지정해주셔야합니다.");
}

TEST_CASE("token: Authorization takes precedence over the other ways of sending it",
          "[api][token]") {
  TestApi api;
  const std::string token = api.GetToken();
  const HttpHeader good{"Authorization", token};
  const HttpHeader bad{"Authorization", "Bearer nonsense"};
  const HttpHeader legacy{"X-ImpTokenHeader", token};
  const HttpHeader bad_legacy{"X-ImpTokenHeader", "nonsense"};
  CHECK(api.Send({"GET", "/payments/imp_1", {bad_legacy, good}, ""}).status == 404);
  CHECK(api.Send({"GET", "/payments/imp_1", {legacy, bad}, ""}).status == 401);
  CHECK(api.Send({"GET", "/payments/imp_1?_token=" + token, {bad}, ""}).status == 401);
  CHECK(api.Send({"GET", "/payments/imp_1?_token=" + token, {bad_legacy}, ""}).status == 401);
}

TEST_CASE("token: without a valid one every operation except getToken is refused", "[api][token]") {
  TestApi api;
  api.GetToken();
  const std::string value =
      GENERATE("", "Bearer", "Bearer ", "nonsense", "0123456789abcdef0123456789abcdef01234567");
  for (const api::Route& route : api::RouteTable()) {
    if (route.access == api::Access::kOpen) continue;
    CAPTURE(value, route.path);
    const TestReply reply = api.Send({std::string(Name(route.method)),
                                      std::string(route.path),
                                      {{"Authorization", value}},
                                      "{not even JSON"});
    CHECK(Summary(reply) == "401 -1 Unauthorized");
    CHECK(reply.text == R"({"code":-1,"message":"Unauthorized","response":null})");
    CHECK(reply.Header("WWW-Authorize") == "iamport");
  }
}

TEST_CASE("token: a token gives access to its own sandbox only", "[api][token]") {
  TestApi api;
  const std::string mine = GetAccessToken(GetToken(api, "my_key", "my_secret"));
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  CHECK(api.Send({"GET", "/payments/find/o-1", {{"Authorization", mine}}, ""}).status == 404);
}

}  // namespace
}  // namespace portone
