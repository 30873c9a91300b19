// SPDX-License-Identifier: MIT
// Handling requests on a thread that must not wait: which are answered, and which are handed over.
#include <future>
#include <string>
#include <string_view>

#include "support/test_api.h"

namespace portone::control {
namespace {

using testing::OnetimeBody;
using testing::TestApi;

api::Request MakeRequest(std::string_view method, std::string_view target,
                         std::string_view token = "", std::string_view body = "") {
  api::Request request;
  request.method = method;
  request.target = target;
  if (!token.empty()) request.headers.push_back({"Authorization", std::string(token)});
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = body;
  return request;
}

/// "answered 200", "pending", "handed over" or "handed over, may wait outside".
std::string GetOutcome(const TestApi& api, const api::Request& request) {
  const api::TryResult result = api.handler.TryHandleForTransport(request);
  if (result.reply && result.reply->pending != nullptr) return "pending";
  if (result.reply) return "answered " + std::to_string(result.reply->status);
  return result.can_block_externally ? "handed over, may wait outside" : "handed over";
}

/// The outcome while another thread is in the default sandbox.
std::string GetOutcomeWhileHeld(TestApi& api, const api::Request& request) {
  const auto hold = api.registry.Default()->engine.TryEnter();
  REQUIRE(hold.owns_lock());
  return std::async(std::launch::async, [&] { return GetOutcome(api, request); }).get();
}

std::string MakeCredentialsBody(std::string_view key, std::string_view secret) {
  return R"({"imp_key":")" + std::string(key) + R"(","imp_secret":")" + std::string(secret) +
         R"("})";
}

}  // namespace

TEST_CASE("try handle: V1 calls of a sandbox that is free are answered as usual", "[control]") {
  TestApi api;
  const std::string token = api.GetToken();
  const std::string body = OnetimeBody("order-1").dump();
  const api::TryResult charged = api.handler.TryHandleForTransport(
      MakeRequest("POST", "/subscribe/payments/onetime", token, body));
  REQUIRE(charged.reply);
  CHECK(charged.reply->status == 200);
  CHECK(charged.reply->code == 0);
  const api::Request find = MakeRequest("GET", "/payments/find/order-1", token);
  const api::TryResult found = api.handler.TryHandleForTransport(find);
  REQUIRE(found.reply);
  CHECK(found.reply->body == api.handler.HandleForTransport(find).body);
}

TEST_CASE("try handle: calls of a sandbox in use are handed over, and no others", "[control]") {
  TestApi api;
  const std::string token = api.GetToken();
  api.Use("other", "secret");
  const std::string other = api.GetToken();
  const auto sample = engine::SampleCredentials();
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("GET", "/payments/imp_1", token)) == "handed over");
  CHECK(GetOutcomeWhileHeld(api,
                            MakeRequest("POST", "/users/getToken", "",
                                        MakeCredentialsBody(sample.imp_key, sample.imp_secret))) ==
        "handed over");
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("GET", "/payments/imp_1", other)) == "answered 404");
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("POST", "/users/getToken", "",
                                             MakeCredentialsBody("other", "secret"))) ==
        "answered 200");
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("GET", "/payments/imp_1", "unknown")) ==
        "answered 401");
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("GET", "/nowhere", token)) == "handed over");
}

TEST_CASE("try handle: health is answered while the sandbox is in use, with its time",
          "[control]") {
  TestApi api;
  const api::Request health = MakeRequest("GET", "/_emulator/health");
  CHECK(GetOutcomeWhileHeld(api, health) == "answered 200");
  const auto hold = api.registry.Default()->engine.TryEnter();
  const auto result = std::async(std::launch::async, [&] {
                        return api.handler.TryHandleForTransport(health);
                      }).get();
  REQUIRE(result.reply);
  CHECK(result.reply->headers.back().name == "X-Emulator-Now");
}

TEST_CASE("try handle: an unknown key is handed over, since it opens a sandbox", "[control]") {
  TestApi api;
  const api::Request request =
      MakeRequest("POST", "/users/getToken", "", MakeCredentialsBody("new", "secret"));
  CHECK(GetOutcome(api, request) == "handed over");
  CHECK(api.registry.FindByKey("new") == nullptr);
  CHECK(api.handler.HandleForTransport(request).status == 200);
  CHECK(GetOutcome(api, request) == "answered 200");
  CHECK(GetOutcome(api, MakeRequest("POST", "/users/getToken")) == "answered 400");
}

TEST_CASE("try handle: calls of a sandbox whose replies wait for receivers are handed over",
          "[control]") {
  TestApi api;
  const std::string token = api.GetToken();
  api.Control("PUT", "/webhooks/settings", R"({"webhook_first":true})");
  CHECK(GetOutcome(api, MakeRequest("GET", "/payments/imp_1", token)) ==
        "handed over, may wait outside");
  api.Control("PUT", "/webhooks/settings", R"({"webhook_first":false})");
  CHECK(GetOutcome(api, MakeRequest("GET", "/payments/imp_1", token)) == "answered 404");
}

TEST_CASE("try handle: control calls are handed over, all but health and those that wait",
          "[control]") {
  const auto [method, path, outcome] = GENERATE(table<std::string, std::string, std::string>({
      {"GET", "/health", "answered 200"},
      {"HEAD", "/health?x", "answered 200"},
      {"POST", "/health", "handed over"},
      {"GET", "/clock", "handed over"},
      {"POST", "/snapshot", "handed over"},
      {"GET", "/nowhere", "handed over"},
      {"POST", "/wait", "answered 400"},
      {"POST", "/settle/", "pending"},
      {"POST", "/clock/advance", "handed over, may wait outside"},
      {"POST", "/checkouts?sandbox=a", "handed over, may wait outside"},
      {"POST", "/webhooks/1/replay", "handed over, may wait outside"},
  }));
  CAPTURE(path);
  CHECK(GetOutcome(TestApi(), MakeRequest(method, "/_emulator" + path)) == outcome);
}

TEST_CASE("try handle: calls that wait are pending, also while the sandbox is in use",
          "[control]") {
  TestApi api;
  const api::Request wait =
      MakeRequest("POST", "/_emulator/wait", "", R"({"expect": [{"payments": 1}]})");
  CHECK(GetOutcomeWhileHeld(api, wait) == "pending");
  CHECK(GetOutcomeWhileHeld(api, MakeRequest("POST", "/_emulator/settle")) == "pending");
}

TEST_CASE("try handle: a body that takes long to parse is handed over", "[control]") {
  const std::string body(std::size_t{65} << 10, ' ');
  CHECK(GetOutcome(TestApi(), MakeRequest("POST", "/_emulator/wait", "", body)) == "handed over");
}

}  // namespace portone::control
