// SPDX-License-Identifier: MIT
// Which web pages may call the control API, and by which names.
#include "control/web_guard.h"

#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::TestApi;

using Headers = std::vector<HttpHeader>;

/// "200", or the status, code and parameter of the refusal.
std::string GetOutcome(TestApi& api, const Headers& headers, const std::string& body = "",
                       const std::string& target = "/_emulator/reset") {
  const testing::TestReply reply = api.Send({"POST", target, headers, body});
  if (reply.status == 200) return "200";
  return std::to_string(reply.status) + " " + reply.json["error"]["code"].get<std::string>() + " " +
         reply.json["error"]["parameter"].dump();
}

const std::string kForbidden = "403 forbidden ";

TEST_CASE("web guard: a page of another origin is refused, whatever it sends", "[control]") {
  TestApi api;
  const std::string refused = kForbidden + "\"Origin\"";
  const std::string origin = GENERATE("https://evil.example", "null", "http://127.0.0.1:3000",
                                      "http://localhost:12011", "http://127.0.0.1");
  INFO(origin);
  const Headers page{{"Host", "127.0.0.1:12011"}, {"Origin", origin}};
  CHECK(GetOutcome(api, page) == refused);
  Headers json = page;
  json.push_back({"Content-Type", "application/json"});
  CHECK(GetOutcome(api, json, "{}") == refused);
  const testing::TestReply read = api.Send({"GET", "/_emulator/requests", page, ""});
  CHECK(read.status == 403);
  CHECK(read.Header("Access-Control-Allow-Origin").empty());
}

TEST_CASE("web guard: a page of another origin changes nothing", "[control]") {
  TestApi api;
  REQUIRE(api.Control("POST", "/faults",
                      R"({"when": {"operation": "charge"}, "then": {"decline": "limit_exceeded"}})")
              .status == 200);
  const std::string before = api.Control("GET", "/faults").text;
  CHECK(
      api.Send({"DELETE", "/_emulator/faults", {{"Origin", "https://evil.example"}}, ""}).status ==
      403);
  CHECK(api.Control("GET", "/faults").text == before);
}

TEST_CASE("web guard: the emulator's own pages and allowed origins pass", "[control]") {
  TestApi api;
  CHECK(GetOutcome(api, {{"Host", "127.0.0.1:12011"}, {"Origin", "http://127.0.0.1:12011"}}) ==
        "200");
  CHECK(GetOutcome(api, {{"Host", "Shop.test"}, {"origin", "https://shop.test"}}) == "200");
  api.context.web_guard.origins = {"http://localhost:3000"};
  CHECK(GetOutcome(api, {{"Host", "127.0.0.1:12011"},
                         {"Origin", "http://localhost:3000"},
                         {"Sec-Fetch-Site", "cross-site"}}) == "200");
  CHECK(GetOutcome(api, {{"Host", "127.0.0.1:12011"}, {"Origin", "http://localhost:3001"}}) ==
        kForbidden + "\"Origin\"");
}

TEST_CASE("web guard: a request from another site is refused also without an origin", "[control]") {
  TestApi api;
  CHECK(GetOutcome(api, {{"Sec-Fetch-Site", "cross-site"}}) == kForbidden + "\"Sec-Fetch-Site\"");
  for (const char* site : {"same-origin", "same-site", "none"})
    CHECK(GetOutcome(api, {{"Sec-Fetch-Site", site}}) == "200");
}

TEST_CASE("web guard: the content types of forms are refused from pages only", "[control]") {
  TestApi api;
  const std::string type = GENERATE("", "text/plain", "Text/Plain; charset=utf-8",
                                    "application/x-www-form-urlencoded", "multipart/form-data");
  INFO(type);
  Headers headers;
  if (!type.empty()) headers.push_back({"Content-Type", type});
  CHECK(GetOutcome(api, headers, "{}") == "200");  // curl -d
  headers.push_back({"Sec-Fetch-Site", "same-origin"});
  CHECK(GetOutcome(api, headers, "{}") == kForbidden + "\"Content-Type\"");
  CHECK(GetOutcome(api, headers) == "200");  // without a body
  CHECK(GetOutcome(api, {{"Content-Type", "application/json"}, {"Sec-Fetch-Site", "same-origin"}},
                   "{}") == "200");
}

TEST_CASE("web guard: on the loopback only names of this machine reach the control API",
          "[control]") {
  TestApi api;
  api.context.web_guard.checks_host = true;
  api.context.web_guard.hosts = {"emulator.test"};
  for (const char* host :
       {"127.0.0.1:12011", "10.9.9.9", "[::1]:12011", "[fe80::1]", "localhost", "LOCALHOST:1",
        "host.docker.internal:12011", "host.testcontainers.internal", "Emulator.test:80"}) {
    INFO(host);
    CHECK(GetOutcome(api, {{"Host", host}}) == "200");
  }
  for (const char* host : {"evil.example", "evil.example:12011", "127.0.0.1.evil.example",
                           "localhost.evil.example", "[::1", "x"}) {
    INFO(host);
    CHECK(GetOutcome(api, {{"Host", host}}) == kForbidden + "\"Host\"");
    CHECK(GetOutcome(api, {{"Host", host}, {"Origin", std::string("http://") + host}}) ==
          kForbidden + "\"Host\"");
  }
  CHECK(GetOutcome(api, {}) == "200");  // a call within the process
  CHECK(ControlSummary(api.Send({"POST", "/_emulator/reset", {{"Host", "evil.example:1"}}, ""})) ==
        "403 forbidden Host Host: the control API does not answer to this name; start the emulator "
        "with --allow-host evil.example if it is one of its own");
}

TEST_CASE("web guard: receipts are served to any name and page", "[control]") {
  TestApi api;
  api.context.web_guard.checks_host = true;
  CHECK(api.Send({"GET",
                  "/_emulator/receipts/a?user_code=imp1&imp_uid=imp_1",
                  {{"Host", "shop.test"}, {"Origin", "https://shop.test:1"}},
                  ""})
            .status == 404);
}

/// The reply of getToken to the sample key, sent urlencoded, as any page can send it.
testing::TestReply RequestToken(TestApi& api, Headers headers) {
  headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  const engine::Credentials sample = engine::SampleCredentials();
  return api.Send({"POST", "/users/getToken", headers,
                   "imp_key=" + sample.imp_key + "&imp_secret=" + sample.imp_secret});
}

TEST_CASE("web guard: the V1 API serves any name, and pages of its own", "[control]") {
  TestApi api;
  api.context.web_guard.checks_host = true;
  api.context.web_guard.origins = {"http://localhost:3000"};
  const Headers headers =
      GENERATE(Headers{}, Headers{{"Host", "shop.test"}}, Headers{{"Host", "shop.test:80"}},
               Headers{{"Host", "localhost:12011"}, {"Origin", "http://localhost:12011"}},
               Headers{{"Host", "api.iamport.kr"}, {"Origin", "https://api.iamport.kr"}},
               Headers{{"Host", "localhost:12011"}, {"Origin", "http://localhost:3000"}},
               // the page of the payment window
               Headers{{"Host", "api.iamport.kr"}, {"Origin", "https://service.iamport.kr"}},
               // passed on by a development server, which its own page called
               Headers{{"Host", "api.iamport.kr"},
                       {"Origin", "http://localhost:5173"},
                       {"Sec-Fetch-Site", "same-origin"}},
               Headers{{"Host", "api.iamport.kr"}, {"Sec-Fetch-Site", "same-site"}});
  CHECK(RequestToken(api, headers).status == 200);
}

TEST_CASE("web guard: a program with a token may name any origin, and a preflight is refused",
          "[control]") {
  TestApi api;
  const std::string token = RequestToken(api, {}).json.at("response").at("access_token");
  const Headers program{{"Host", "localhost:12011"},
                        {"Origin", "https://app.example"},
                        {"Authorization", "Bearer " + token}};
  CHECK(api.handler.HandleForTransport({"GET", "/banks", program, ""}).status == 200);
  const Headers page{{"Host", "localhost:12011"},
                     {"Origin", "https://app.example"},
                     {"Access-Control-Request-Method", "GET"},
                     {"Access-Control-Request-Headers", "authorization"}};
  const api::Reply preflight = api.handler.HandleForTransport({"OPTIONS", "/banks", page, ""});
  CHECK(preflight.status == 403);
  for (const HttpHeader& header : preflight.headers)
    CHECK_FALSE(header.name.starts_with("Access-Control"));
}

TEST_CASE("web guard: the V1 API refuses pages of other origins", "[control]") {
  TestApi api;
  api.context.web_guard.checks_host = true;
  const Headers headers = GENERATE(
      Headers{{"Host", "localhost:12011"}, {"Origin", "https://evil.example"}},
      Headers{{"Host", "localhost:12011"}, {"Origin", "null"}},
      Headers{{"Host", "localhost:12011"}, {"Origin", "http://localhost:3000"}},
      Headers{{"Host", "localhost:12011"},
              {"Origin", "http://localhost:3000"},
              {"Sec-Fetch-Site", "same-site"}},
      Headers{{"Host", "api.iamport.kr"}, {"Origin", "https://api.iamport.kr.evil.example"}},
      Headers{{"Host", "api.iamport.kr"}, {"Origin", "http://service.iamport.kr"}},
      Headers{{"Host", "api.iamport.kr"}, {"Sec-Fetch-Site", "cross-site"}},
      // a name that has been rebound to this machine
      Headers{{"Host", "evil.example:12011"}, {"Origin", "http://evil.example:12011"}});
  const testing::TestReply refused = RequestToken(api, headers);
  CHECK(refused.status == 403);
  CHECK(refused.json.at("response").is_null());
  CHECK_THAT(refused.json.at("message").get<std::string>(),
             Catch::Contains("--allow-origin") && Catch::Contains("a secret in a page is public"));
  CHECK(refused.Header("Access-Control-Allow-Origin").empty());
  CHECK_FALSE(api.registry.Default()->had_api_calls.load());
  const auto attempt =
      api.handler.TryHandleForTransport({"GET", "/payments/imp_1?_token=x", headers, ""});
  REQUIRE(attempt.reply.has_value());
  CHECK(attempt.reply->status == 403);
  CHECK(api.handler.HandleForTransport({"GET", "/banks", headers, ""}).status == 403);
  CHECK(api.Control("GET", "/requests").json.at("requests").empty());
}

}  // namespace
}  // namespace portone
