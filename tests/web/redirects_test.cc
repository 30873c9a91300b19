// SPDX-License-Identifier: MIT
// Where pages are sent that are not called back: the service's own pages, and URLs that no page may
// be left for.
#include <string>

#include "support/browser_calls.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

const Json kOnMobile{{"device", "mobile"}, {"has_callback", false}};

Json Params(std::string_view merchant_uid, const Json& more = Json::object()) {
  Json params{{"pg", "kcp"},
              {"pay_method", "card"},
              {"merchant_uid", merchant_uid},
              {"name", "당근"},
              {"amount", 1'004}};
  params.update(more);
  return params;
}

Json MakeCertificationRequest(const Json& rest) {
  Json all{{"kind", "certification"}};
  all.update(rest);
  return all;
}

std::string EndAs(TestApi& api, const Json& params, const Json& rest, const std::string& outcome) {
  const Json opened = OpenPageWindow(api, params, rest);
  INFO(opened.dump());
  REQUIRE(opened.contains("id"));
  const Json result = EndPageWindow(api, opened.at("id"), {{"outcome", outcome}});
  CHECK(result.at("redirect_url").is_null());
  CHECK(result.at("callback").is_null());
  return result.at("service_page").is_null() ? "" : result.at("service_page").get<std::string>();
}

TEST_CASE("service pages: without redirect URL and callback a page goes to one beside the script",
          "[web]") {
  TestApi api;
  const Json refused = OpenPageWindow(api, Params("o-1", {{"pay_method", "gold"}}), kOnMobile);
  CHECK(refused.at("redirect_url").is_null());
  CHECK_THAT(refused.at("service_page").get<std::string>(),
             Catch::StartsWith("/payments/fail?imp_uid=&success=false&error_msg="));
  CHECK_THAT(EndAs(api, Params("o-2"), kOnMobile, "insufficient_funds"),
             Catch::StartsWith("/payments/fail?"));
  const Json unknown =
      OpenPageWindow(api, Params("o-3"),
                     {{"device", "mobile"}, {"has_callback", false}, {"user_code", "imp99999999"}});
  CHECK_THAT(unknown.at("service_page").get<std::string>(), Catch::StartsWith("/payments/fail?"));
  for (const std::string page : {"/payments/fail?a=1", "/payments/success", "/payments/vbank"})
    CHECK(SendFromPage(api, "GET", page).status == 200);
}

TEST_CASE("service pages: a certification ends at the page of failures, too", "[web]") {
  TestApi api;
  const Json params{{"pg", "danal"}, {"merchant_uid", "c-1"}};
  CHECK_THAT(EndAs(api, params, MakeCertificationRequest(kOnMobile), "not_identified"),
             Catch::StartsWith("/payments/fail?imp_uid=imp_") &&
                 Catch::Contains("&success=false&error_msg="));
  CHECK(EndAs(api, params, MakeCertificationRequest(kOnMobile), "approve").empty());
  const Json refused = OpenPageWindow(api, {{"pg", "kcp"}, {"merchant_uid", "c-2"}},
                                      MakeCertificationRequest(kOnMobile));
  CHECK_THAT(refused.at("service_page").get<std::string>(), Catch::StartsWith("/payments/fail?"));
}

TEST_CASE("service pages: a checkout without a browser names them on the service's host", "[web]") {
  TestApi api;
  const Json page_result = api.Control("POST", "/checkouts",
                                       Json{{"params", Params("o-1", {{"pay_method", "gold"}})},
                                            {"device", "mobile"},
                                            {"callback_function", false}}
                                           .dump())
                               .json;
  CHECK_THAT(page_result.at("redirect_url").get<std::string>(),
             Catch::StartsWith("https://service.iamport.kr/payments/fail?"));
  CHECK_FALSE(page_result.contains("service_page"));
}

TEST_CASE("redirect: a refused certification that did not open has its code in the query",
          "[web]") {
  TestApi api;
  const Json refused = OpenPageWindow(
      api, {{"pg", "kcp"}, {"merchant_uid", "c-1"}, {"m_redirect_url", "https://shop.test/done"}},
      MakeCertificationRequest(kOnMobile));
  CHECK_THAT(refused.at("redirect_url").get<std::string>(),
             Catch::StartsWith("https://shop.test/done?imp_uid=&merchant_uid=c-1&success=false&"
                               "error_code=") &&
                 Catch::Contains("&error_msg="));
}

TEST_CASE("redirect: a URL that would run in the page is refused by its name, and never used",
          "[web]") {
  TestApi api;
  for (const char* url :
       {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "\tjavascript\r:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,a", "vbscript:a", "blob:https://shop.test/1",
        "filesystem:https://shop.test/1", "view-source:https://shop.test/"}) {
    INFO(url);
    const Json params = Params("o-1", {{"m_redirect_url", url}});
    const Json page_result = OpenPageWindow(api, params);
    CHECK_THAT(page_result.at("callback").at("error_msg").get<std::string>(),
               Catch::Contains("m_redirect_url"));
    const Json left = OpenPageWindow(api, params, kOnMobile);
    CHECK(left.at("redirect_url").is_null());
    CHECK_THAT(left.at("service_page").get<std::string>(), Catch::StartsWith("/payments/fail?"));
    const Json person = OpenPageWindow(api, {{"pg", "danal"}, {"m_redirect_url", url}},
                                       MakeCertificationRequest(kOnMobile));
    CHECK(person.at("redirect_url").is_null());
    CHECK_THAT(person.at("service_page").get<std::string>(), Catch::StartsWith("/payments/fail?"));
  }
  int orders = 0;
  for (const char* url : {"https://shop.test/a:b", "shopapp://done", "intent://done#Intent;end",
                          "iamport:done", "/javascript:1"}) {
    INFO(url);
    const std::string order = "left-" + std::to_string(++orders);
    CHECK(OpenPageWindow(api, Params(order, {{"m_redirect_url", url}})).contains("id"));
  }
}

TEST_CASE("redirect: a window that has ended by redirect has a path that redirects", "[web]") {
  TestApi api;
  api.Control("PUT", "/windows/settings", R"({"decide": "approve"})");
  const Json page_result =
      OpenPageWindow(api, Params("o-1", {{"m_redirect_url", "https://shop.test/done?a=1&a=2#end"}}),
                     {{"device", "mobile"}});
  CHECK_THAT(page_result.at("redirect_url").get<std::string>(),
             Catch::StartsWith("https://shop.test/done?a=1&a=2&imp_uid="));
  const std::string id = page_result.at("id");
  CHECK(page_result.at("path") == "/_browser/windows/" + id + "?as=page");
  CHECK(ReadPageWindow(api, id).at("ended").at("redirect_url") == page_result.at("redirect_url"));
}

TEST_CASE("window: it is in Korean, or in English for a page that asks for another language",
          "[web]") {
  TestApi api;
  int orders = 0;
  const auto language = [&](const Json& asked) {
    const Json params = Params("o-" + std::to_string(++orders), {{"language", asked}});
    return ReadPageWindow(api, OpenPageWindow(api, params).at("id")).at("language");
  };
  for (const char* asked : {"ko", "KO", "ko_KR", "kr", ""})
    CHECK(language(asked) == "ko");
  CHECK(language(nullptr) == "ko");
  for (const char* asked : {"en", "EN", "en_US", "zh", "ja"})
    CHECK(language(asked) == "en");
}

}  // namespace
}  // namespace portone::web
