// SPDX-License-Identifier: MIT
// The windows of certifications in a browser: opening, what they show, and their end.
#include <string>

#include "support/browser_calls.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

Json Params(std::string_view merchant_uid = "id-1") {
  return {{"pg", "danal"}, {"merchant_uid", merchant_uid}};
}

Json Open(TestApi& api, const Json& params, Json rest = Json::object()) {
  rest["kind"] = "certification";
  return OpenPageWindow(api, params, rest);
}

std::string OpenId(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  const Json opened = Open(api, params, rest);
  INFO(opened.dump());
  REQUIRE(opened.contains("id"));
  return opened.at("id").get<std::string>();
}

Json FindRow(TestApi& api, const std::string& merchant_uid) {
  const Json list = api.Control("GET", "/certifications?merchant_uid=" + merchant_uid).json;
  return list.at("certifications").at(0);
}

TEST_CASE("certification window: an open one awaits its person, and shows who it would be",
          "[web][certification]") {
  TestApi api;
  Json params = Params();
  params.update(Json{{"name", "김인증"}, {"phone", "010-1111-2222"}, {"carrier", "KTF"}});
  params.update(Json{{"company", "가게"}, {"min_age", 19}, {"language", "en"}});
  const Json opened = Open(api, params);
  CHECK(opened.at("popup") == true);
  CHECK(opened.at("leaves_page") == false);
  const Json state = ReadPageWindow(api, opened.at("id"));
  CHECK(state.at("kind") == "certification");
  CHECK(state.at("language") == "en");
  CHECK(state.at("shown_as") == "popup");
  CHECK(state.at("gateway").at("code") == "danal");
  CHECK(state.at("order") == Json{{"merchant_uid", "id-1"}});
  CHECK(state.at("company") == "가게");
  CHECK(state.at("min_age") == 19);
  CHECK(state.at("person") == Json{{"name", "김인증"},
                                   {"birthday", "1990-01-01"},
                                   {"gender", "male"},
                                   {"foreigner", false},
                                   {"phone", "01011112222"},
                                   {"carrier", "KT"}});
  CHECK(state.at("carriers").size() == 6);
  CHECK(state.at("outcomes").size() == 8);
  CHECK(state.at("outcomes").at(7).at("name") == "not_identified");
  CHECK(state.at("ended").is_null());
  CHECK(FindRow(api, "id-1").at("status") == "ready");
}

TEST_CASE("certification window: whoever is entered is certified, once", "[web][certification]") {
  TestApi api;
  const std::string id = OpenId(api, Params());
  const Json person{{"name", "이인증"}, {"birthday", "2004-02-29"}, {"gender", "female"}};
  const Json ended = EndPageWindow(api, id, {{"person", person}});
  CHECK(ended.at("redirect_url").is_null());
  CHECK(ended.at("callback").at("success") == true);
  CHECK(ended.at("callback").at("pg_type") == "certification");
  CHECK(EndPageWindow(api, id, {{"outcome", "close"}}) == ended);
  CHECK(ReadPageWindow(api, id).at("ended").at("callback") == ended.at("callback"));
  const std::string imp_uid = ended.at("callback").at("imp_uid");
  const Json result = api.Get("/certifications/" + imp_uid).response();
  CHECK(result.at("name") == "이인증");
  CHECK(result.at("birthday") == "2004-02-29");
  CHECK(result.at("gender") == "female");
  CHECK(result.at("origin") == "https://shop.test");
}

TEST_CASE("certification window: each outcome tells the page what a checkout tells it",
          "[web][certification]") {
  for (const Json& outcome :
       {Json("close"), Json("abandon"), Json("lose_callback"), Json("wrong_field"),
        Json("wrong_merchant"), Json("underage"), Json("not_identified"),
        Json{{"decline", {{"code", "X1"}, {"message", "no"}}}}}) {
    CAPTURE(outcome.dump());
    TestApi api;
    const Json ended = EndPageWindow(api, OpenId(api, Params()), {{"outcome", outcome}});
    TestApi other;
    const Json body{{"kind", "certification"}, {"params", Params()}, {"outcome", outcome}};
    const Json checkout = other.Control("POST", "/checkouts", body.dump()).json;
    CHECK(ended.at("callback") == checkout.at("callback"));
    CHECK(ended.at("redirect_url") == checkout.at("redirect_url"));
  }
}

TEST_CASE("certification window: on a mobile it takes the place of a page that says whereto",
          "[web][certification]") {
  TestApi api;
  Json params = Params();
  params["m_redirect_url"] = "https://shop.test/done?a=1";
  const Json mobile{{"device", "mobile"}};
  const Json opened = Open(api, params, mobile);
  CHECK(opened.at("leaves_page") == true);
  const Json ended = EndPageWindow(api, opened.at("id"), Json::object());
  CHECK(ended.at("callback").is_null());
  CHECK(ended.at("redirect_url")
            .get<std::string>()
            .starts_with("https://shop.test/done?a=1&imp_uid=imp_"));
  params["popup"] = true;
  CHECK(Open(api, params, mobile).at("popup") == true);
  const Json framed = Open(api, Params("id-2"), mobile);
  CHECK(framed.at("popup") == false);
  CHECK(framed.at("leaves_page") == false);
}

TEST_CASE("certification window: what is refused before it opens is told at once",
          "[web][certification]") {
  TestApi api;
  Json params = Params();
  params["carrier"] = "KT";
  const Json wrong = Open(api, params);
  CHECK_FALSE(wrong.contains("id"));
  CHECK(wrong.at("callback").at("error_code") == "9010");
  params = Params();
  params["pg"] = "nice";
  CHECK(Open(api, params).at("callback").at("success") == false);
}

TEST_CASE("certification window: the sandbox's settings decide it as they decide payments",
          "[web][certification]") {
  TestApi api;
  api.Control("PUT", "/windows/settings", R"({"decide": ["approve", "close", "lost_card"]})");
  CHECK(Open(api, Params("a")).at("callback").at("success") == true);
  CHECK(Open(api, Params("b")).at("callback").at("error_code") == "F0000");
  CHECK(Open(api, Params("c")).at("callback").at("error_code") == "EM44");
  CHECK(Open(api, Params("d")).contains("id"));
}

TEST_CASE("certification window: one from before a reset is gone", "[web][certification]") {
  TestApi api;
  const std::string id = OpenId(api, Params());
  api.Control("POST", "/reset");
  const auto gone = [&](std::string_view method, const std::string& path) {
    return SendFromPage(api, method, path, "{}").status;
  };
  CHECK(gone("GET", "/_browser/windows/" + id + "/state") == 404);
  CHECK(gone("POST", "/_browser/windows/" + id + "/outcome") == 404);
}

}  // namespace
}  // namespace portone::web
