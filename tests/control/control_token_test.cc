// SPDX-License-Identifier: MIT
// --control-token: which callers may use the control API over the network.
#include "control/control_token.h"

#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;

using Headers = std::vector<HttpHeader>;

constexpr const char* kToken = "s3cret-token";

/// The reply to a request as it comes from the network.
api::Reply SendFromOutside(const TestApi& api, const std::string& method, const std::string& target,
                           const Headers& headers = {}) {
  return api.handler.HandleForTransport({method, target, headers, ""});
}

TEST_CASE("control token: without the token a control call is refused and changes nothing",
          "[control]") {
  TestApi api;
  api.context.control_token = kToken;
  REQUIRE(api.Control("PUT", "/webhooks/settings", R"({"retries": 3})").status == 200);
  const Headers wrong = GENERATE(
      Headers{}, Headers{{"X-Emulator-Token", "s3cret-toke"}},
      Headers{{"X-Emulator-Token", "s3cret-tokens"}}, Headers{{"X-Emulator-Token", "S3cret-token"}},
      Headers{{"Authorization", kToken}}, Headers{{"Authorization", "Basic s3cret-token"}},
      Headers{{"Authorization", "Bearer "}},
      Headers{{"X-Emulator-Token", "x"}, {"Authorization", "Bearer s3cret-token"}});
  const api::Reply reply = SendFromOutside(api, "POST", "/_emulator/reset", wrong);
  CHECK(reply.status == 401);
  const Json error = Json::parse(reply.body).at("error");
  CHECK(error.at("code") == "unauthorized");
  CHECK(error.at("parameter") == "X-Emulator-Token");
  CHECK(reply.body.find(kToken) == std::string::npos);
  CHECK(api.Control("GET", "/webhooks/settings").json.at("retries") == 3);
}

TEST_CASE("control token: it may be sent in either header", "[control]") {
  TestApi api;
  api.context.control_token = kToken;
  const Headers right = GENERATE(Headers{{"X-Emulator-Token", kToken}},
                                 Headers{{"x-emulator-token", " s3cret-token "}},
                                 Headers{{"Authorization", "Bearer s3cret-token"}},
                                 Headers{{"Authorization", "bearer s3cret-token"}});
  CHECK(SendFromOutside(api, "POST", "/_emulator/reset", right).status == 200);
}

TEST_CASE("control token: health, certificates, receipts and the V1 API need none", "[control]") {
  TestApi api;
  api.context.control_token = kToken;
  CHECK(SendFromOutside(api, "GET", "/_emulator/health").status == 200);
  CHECK(
      api.handler.TryHandleForTransport({"GET", "/_emulator/health?x", {}, ""}).reply.has_value());
  CHECK(SendFromOutside(api, "GET", "/_emulator/receipts/a?user_code=imp00000000&imp_uid=imp_1")
            .status == 404);
  for (const char* path : {"/_emulator/ca.pem", "/_emulator/ca.der/", "/_emulator/ca.p12?x=1"})
    CHECK(SendFromOutside(api, "GET", path).status == 404);  // none without sockets
  CHECK(SendFromOutside(api, "GET", "/_emulator/ca.pem/x").status == 401);
  CHECK(SendFromOutside(api, "GET", "/_emulator/healthy").status == 401);
  CHECK(SendFromOutside(api, "GET", "/_emulator").status == 401);
  CHECK(
      SendFromOutside(api, "GET", "/payments/imp_1", {{"Authorization", api.GetToken()}}).status ==
      404);
  CHECK(SendFromOutside(api, "GET", "/_emulator/magic-values").status == 401);
  const auto waiting = api.handler.TryHandleForTransport({"POST", "/_emulator/settle", {}, ""});
  REQUIRE(waiting.reply.has_value());
  CHECK(waiting.reply->status == 401);
}

TEST_CASE("control token: a caller in the process needs none", "[control]") {
  TestApi api;
  api.context.control_token = kToken;
  CHECK(api.handler.Handle({"POST", "/_emulator/reset", {}, ""}).status == 200);
}

}  // namespace
}  // namespace portone
