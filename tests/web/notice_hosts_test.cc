// SPDX-License-Identifier: MIT
// Which hosts a page may have the emulator send requests to.
#include <optional>
#include <string>
#include <string_view>

#include "base/lower_case.h"
#include "http/url.h"
#include "support/browser_calls.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::optional<std::string> FindHost(std::string_view url) {
  const auto parsed = http::ParseUrl(url);
  if (!parsed) return std::nullopt;
  return ToLowerCase(parsed->host);
}

class Pages {
 public:
  Pages() { api_.context.notice_hosts = {{"hooks.test", "*.partner.test"}, FindHost}; }

  TestApi& api() { return api_; }

  /// What the page receives when it opens a window with these parameters: "" once it is open.
  std::string Open(const std::string& origin, const Json& params, const Json& rest = Json::object(),
                   const std::string& host = "emulator.test:12011") {
    Json order{{"pg", "kcp"},
               {"pay_method", "card"},
               {"merchant_uid", "o-" + std::to_string(++orders_)},
               {"name", "당근"},
               {"amount", 1'004},
               {"buyer_tel", "010-1234-5678"}};
    order.update(params);
    Json body{{"user_code", GetUserCode(api_)}, {"params", order}};
    body.update(rest);
    api::Request request{.method = "POST",
                         .target = "/_browser/windows",
                         .headers = {{"Host", host}},
                         .body = body.dump()};
    if (!origin.empty()) request.headers.push_back({"Origin", origin});
    const Json page_result = Json::parse(api_.handler.Handle(request).body);
    return page_result.contains("id")
               ? ""
               : page_result.at("callback").at("error_msg").get<std::string>();
  }

 private:
  TestApi api_;
  int orders_ = 0;
};

Json Notice(const std::string& url) {
  return {{"notice_url", url}};
}

TEST_CASE("notice hosts: a page may name its own host, the webhook's and those that are allowed",
          "[web]") {
  Pages pages;
  pages.api().Control("PUT", "/webhooks/settings", R"({"url": "http://api.shop.test:8080/hook"})");
  for (const char* url :
       {"http://shop.test:8080/hook", "https://SHOP.test/hook", "http://api.shop.test/other",
        "http://hooks.test/a", "https://a.b.partner.test/", "not a url"}) {
    INFO(url);
    CHECK(pages.Open("https://shop.test", Notice(url)).empty());
    CHECK(pages.Open("https://shop.test", {{"confirm_url", url}}).empty());
  }
}

TEST_CASE(
    "notice hosts: another host is refused with the parameter and the option, and nothing is sent",
    "[web]") {
  Pages pages;
  for (const char* url :
       {"http://127.0.0.1:6379/", "http://localhost/", "http://169.254.169.254/latest",
        "http://[::1]:80/", "http://shop.test.evil.test/", "http://evil-shop.test/",
        "http://partner.test/", "http://intranet/"}) {
    INFO(url);
    CHECK_THAT(pages.Open("https://shop.test", Notice(url)),
               Catch::Contains("notice_url") && Catch::Contains("--allow-notice-host"));
    CHECK_THAT(pages.Open("https://shop.test", {{"notice_url", {"http://shop.test/", url}}}),
               Catch::Contains("notice_url"));
    CHECK_THAT(pages.Open("https://shop.test", {{"confirm_url", url}}),
               Catch::Contains("confirm_url"));
    CHECK_THAT(pages.Open("null", Notice(url)), Catch::Contains("notice_url"));
  }
  pages.api().Control("PUT", "/windows/settings", R"({"decide": "approve"})");
  pages.Open("https://shop.test", {{"confirm_url", "http://intranet/"}});
  CHECK(pages.api().sender.urls().empty());
  CHECK(pages.api().Control("GET", "/payments").json.at("payments").empty());
}

TEST_CASE("notice hosts: pages on this machine and callers other than browsers may name any host",
          "[web]") {
  Pages pages;
  const Json notice = Notice("http://intranet:8080/hook");
  for (const char* origin : {"http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000",
                             "https://shop.localhost", ""}) {
    INFO(origin);
    CHECK(pages.Open(origin, notice).empty());
  }
  for (const char* origin : {"http://127.0.0.1.evil.test", "http://localhost.evil.test"}) {
    INFO(origin);
    CHECK_FALSE(pages.Open(origin, notice).empty());
  }
}

TEST_CASE("notice hosts: a page of the emulator speaks for the page around it, and no other does",
          "[web]") {
  Pages pages;
  const Json notice = Notice("http://intranet:8080/hook");
  const std::string host = "service.iamport.kr";
  const Json from_shop{{"shop_origin", "https://shop.test"}};
  const Json from_this_machine{{"shop_origin", "http://localhost:3000"}};
  CHECK_FALSE(pages.Open("https://service.iamport.kr", notice, from_shop, host).empty());
  CHECK(pages.Open("https://service.iamport.kr", notice, from_this_machine, host).empty());
  CHECK_FALSE(pages.Open("https://evil.test", notice, from_this_machine, host).empty());
}

}  // namespace
}  // namespace portone::web
