// SPDX-License-Identifier: MIT
// What browsers load and ask for: the script, pages, the list of channels, and who may.
#include <string>
#include <vector>

#include "support/browser_calls.h"
#include "web/files.h"
#include "web/script_text.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string FindHeader(const api::Reply& reply, std::string_view name) {
  for (const HttpHeader& header : reply.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

TEST_CASE("browser: the script is at every address that pages carry", "[web]") {
  TestApi api;
  const std::string script(GetScriptText());
  for (const char* target : {"/v1/iamport.js", "/v1/iamport.js?v=3", "/js/iamport.payment.js",
                             "/js/iamport.payment-1.1.1.js", "/js/iamport.payment-1.1.5.js",
                             "/js/iamport.payment-1.2.0.js", "/js/iamport.payment-1.3.0.js"}) {
    INFO(target);
    const api::Reply reply = SendFromPage(api, "GET", target);
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "text/javascript; charset=utf-8");
    CHECK(reply.body == script);
  }
  for (const char* target : {"/js/iamport.payment-.js", "/js/iamport.payment-1.x.js", "/js/a.js",
                             "/js/iamport.payment1.js"}) {
    INFO(target);
    CHECK(SendFromPage(api, "GET", target).status == 404);
  }
}

TEST_CASE("browser: pages load nothing from elsewhere and run no inline scripts", "[web]") {
  TestApi api;
  for (const char* target :
       {"/_browser/pages/window.html", "/payments/fail?success=false",
        "/payments/success?success=true&imp_uid=imp_1", "/payments/vbank?imp_uid=imp_1",
        "/payments/ready/imp00000001", "/payments/ready/imp1/kcp/T0000?tier=1",
        "/certificates/ready/imp1/danal"}) {
    INFO(target);
    const api::Reply reply = SendFromPage(api, "GET", target);
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "text/html; charset=utf-8");
    CHECK_THAT(FindHeader(reply, "Content-Security-Policy"),
               Catch::StartsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
    CHECK(FindHeader(reply, "Content-Security-Policy").find("frame-ancestors") ==
          std::string::npos);
    CHECK(FindHeader(reply, "X-Content-Type-Options") == "nosniff");
  }
  for (const File& file : Files()) {
    if (!file.path.ends_with(".html")) continue;
    INFO(file.path);
    CHECK(file.text.find(" style=") == std::string_view::npos);
    CHECK(file.text.find("<style") == std::string_view::npos);
    CHECK(file.text.find(" onclick=") == std::string_view::npos);
    CHECK(file.text.find("<script>") == std::string_view::npos);
  }
}

TEST_CASE("browser: the demo shop cannot be framed, so no page can redirect clicks into it",
          "[web]") {
  TestApi api;
  const api::Reply demo =
      api.handler.Handle({.method = "GET", .target = "/_emulator/demo", .headers = {}, .body = ""});
  CHECK(demo.status == 200);
  CHECK_THAT(FindHeader(demo, "Content-Security-Policy"),
             Catch::EndsWith("; frame-ancestors 'none'"));
}

TEST_CASE("browser: unknown paths and paths that leave the folder are refused", "[web]") {
  TestApi api;
  for (const char* target :
       {"/_browser", "/_browser/", "/_browser/nowhere", "/_browser/pages/nothing.js",
        "/_browser/pages/..%2Fscript%2Fiamport.js", "/_browser/pages/../script/iamport.js",
        "/_browser/pages/%FF"}) {
    INFO(target);
    CHECK(SendFromPage(api, "GET", target).status == 404);
  }
  const api::Reply wrong = SendFromPage(api, "DELETE", "/_browser/windows");
  CHECK(wrong.status == 405);
  CHECK(FindHeader(wrong, "Allow") == "POST, OPTIONS");
}

TEST_CASE("browser: preflights are allowed for the paths of the browser side only", "[web]") {
  TestApi api;
  const api::Reply allowed = SendFromPage(api, "OPTIONS", "/_browser/windows");
  CHECK(allowed.status == 204);
  CHECK(FindHeader(allowed, "Access-Control-Allow-Methods") == "POST, OPTIONS");
  CHECK(FindHeader(allowed, "Access-Control-Allow-Headers") == "Content-Type");
  CHECK(SendFromPage(api, "OPTIONS", "/users/pg/imp1").status == 204);
  for (const char* target : {"/_emulator/checkouts", "/payments/imp_1", "/users/getToken",
                             "/_emulator/windows/settings"}) {
    INFO(target);
    const api::Reply reply = api.handler.Handle({.method = "OPTIONS",
                                                 .target = target,
                                                 .headers = {{"Origin", "https://shop.test"}},
                                                 .body = ""});
    CHECK(reply.status >= 400);
    CHECK(FindHeader(reply, "Access-Control-Allow-Origin").empty());
  }
}

TEST_CASE("browser: a call with a token goes to the API, even where a page has the path", "[web]") {
  TestApi api;
  const TestReply reply = api.Get("/payments/fail");
  CHECK(reply.status == 404);
  CHECK(reply.code() == -1);
  CHECK(SendFromPage(api, "GET", "/payments/fail").content_type == "text/html; charset=utf-8");
}

TEST_CASE("browser: the service's own script gets the list of channels as JSONP", "[web]") {
  engine::Setup setup = StandardSetup();
  TestApi api(setup);
  const std::string target = "/users/pg/" + GetUserCode(api);
  const api::Reply plain = SendFromPage(api, "GET", target);
  const Json list = Json::parse(plain.body);
  CHECK(list.at("code") == 0);
  CHECK(list.at("data").at(0).size() == 3);
  CHECK(list.at("data").at(0).at("pg_provider") ==
        api.Get("/users/pg").response().at(0).at("pg_provider"));
  const api::Reply call = SendFromPage(api, "GET", target + "?callback=jQuery11_2&_=1");
  CHECK(call.content_type == "text/javascript; charset=utf-8");
  CHECK(call.body == "/**/jQuery11_2(" + plain.body + ");");
  const Json nobody = Json::parse(SendFromPage(api, "GET", "/users/pg/imp99999999").body);
  CHECK(nobody.at("code") == -1);
  CHECK(nobody.at("msg") == "등록된 PG 설정 정보가 없습니다.");
  CHECK(nobody.at("data").empty());
  for (const char* name : {"alert(1)//", "a%20b", "%3Cscript%3E", "a%0Ab"}) {
    INFO(name);
    CHECK(SendFromPage(api, "GET", target + "?callback=" + name).status == 400);
  }
}

TEST_CASE("browser: a page's V1 call with a token gets a warning, a window's calls do not",
          "[web]") {
  TestApi api;
  const std::string token = api.GetToken();
  api.headers.push_back({"Origin", "https://shop.test"});
  api.headers.push_back({"Sec-Fetch-Mode", "cors"});
  api.Post("/payments/prepare", {{"merchant_uid", "o-1"}, {"amount", 1'000}});
  OpenPageWindow(api, {{"pg", "kcp"}, {"merchant_uid", "o-2"}, {"amount", 1'004}, {"name", "a"}});
  int warning_count = 0;
  int windows = 0;
  const Json entries = api.Control("GET", "/journal").json.at("entries");
  for (const Json& entry : entries) {
    const std::string warnings = entry.at("warnings").dump();
    const bool has_warning = warnings.find("would be public") != std::string::npos;
    const bool is_window = entry.dump().find("/_browser/windows") != std::string::npos;
    warning_count += has_warning ? 1 : 0;
    windows += is_window ? 1 : 0;
    CHECK_FALSE((has_warning && is_window));
  }
  CHECK(warning_count == 1);
  CHECK(windows == 1);
}

TEST_CASE("browser: a card that a page or a buyer enters is shown nowhere in plain text", "[web]") {
  TestApi api;
  const Json opened = OpenPageWindow(
      api, {{"pg", "kcp"}, {"merchant_uid", "o-1"}, {"amount", 1'004}, {"name", "a"}});
  EndPageWindow(
      api, opened.at("id"),
      {{"card", {{"number", "4330123412341234"}, {"expiry", "2031-07"}, {"cvc", "826"}}}});
  for (const char* path : {"/journal", "/timeline", "/requests", "/payments"}) {
    INFO(path);
    CHECK_THAT(api.Control("GET", path).text, !Catch::Contains("4330123412341234"));
  }
  CHECK_THAT(api.Control("POST", "/snapshot").text, !Catch::Contains("4330123412341234"));
}

}  // namespace
}  // namespace portone::web
