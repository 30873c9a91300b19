// SPDX-License-Identifier: MIT
// The windows of IMP.certification for pages in a browser.
#include <string>
#include <vector>

#include "support/browser_calls.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

const Json kCertification{{"kind", "certification"}};

Json Params(std::string_view merchant_uid = "c-1") {
  return {{"pg", "danal"},
          {"merchant_uid", merchant_uid},
          {"company", "가게"},
          {"name", "김포트"},
          {"phone", "010-1234-5678"},
          {"m_redirect_url", "https://shop.test/certified"}};
}

Json With(Json json, const Json& more) {
  json.update(more);
  return json;
}

std::string OpenId(TestApi& api, const Json& params, const Json& rest = kCertification) {
  const Json opened = OpenPageWindow(api, params, rest);
  INFO(opened.dump());
  REQUIRE(opened.contains("id"));
  return opened.at("id").get<std::string>();
}

TEST_CASE("certification in a browser: it shows the person and the choices", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, With(Params(), {{"min_age", 19}}));
  const Json state = ReadPageWindow(api, id);
  CHECK(state.at("kind") == "certification");
  CHECK(state.at("shown_as") == "popup");
  CHECK(state.at("order") == Json{{"merchant_uid", "c-1"}});
  CHECK(state.at("gateway").at("code") == "danal");
  CHECK(state.at("person").at("name") == "김포트");
  CHECK(state.at("person").at("phone") == "01012345678");
  CHECK(state.at("carriers").size() == 6);
  CHECK(state.at("min_age") == 19);
  CHECK(state.at("company") == "가게");
  CHECK(state.at("outcomes").back().at("name") == "not_identified");
  CHECK(SendFromPage(api, "GET", "/_browser/windows/" + id).body !=
        SendFromPage(api, "GET", "/_browser/windows/" + std::string(32, '0')).body);
}

TEST_CASE("certification in a browser: every outcome gives the page the result of a checkout",
          "[web]") {
  const std::vector<Json> outcomes{
      "approve",       "close",          "abandon",
      "lose_callback", "not_identified", {{"decline", {{"code", "1"}, {"message", "아니오"}}}}};
  for (const char* device : {"pc", "mobile"}) {
    for (const bool has_callback : {true, false}) {
      for (const Json& outcome : outcomes) {
        INFO(device << ' ' << has_callback << ' ' << outcome.dump());
        TestApi without;
        const Json expected = without
                                  .Control("POST", "/checkouts",
                                           Json{{"kind", "certification"},
                                                {"params", Params()},
                                                {"device", device},
                                                {"callback_function", has_callback},
                                                {"outcome", outcome}}
                                               .dump())
                                  .json;
        TestApi api;
        const std::string id =
            OpenId(api, Params(),
                   With(kCertification, {{"device", device}, {"has_callback", has_callback}}));
        const Json page_result = EndPageWindow(api, id, {{"outcome", outcome}});
        CHECK(page_result.at("callback") == expected.at("callback"));
        CHECK(page_result.at("redirect_url") == expected.at("redirect_url"));
        CHECK(EndPageWindow(api, id) == page_result);
      }
    }
  }
}

TEST_CASE("certification in a browser: the API returns what was entered", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, With(Params(), {{"name", nullptr}, {"phone", nullptr}}));
  const Json page_result = EndPageWindow(
      api, id, {{"person", {{"name", "박원"}, {"birthday", "1991-11-11"}, {"gender", "female"}}}});
  const std::string imp_uid = page_result.at("callback").at("imp_uid");
  const Json certification = api.Get("/certifications/" + imp_uid).response();
  CHECK(certification.at("certified") == true);
  CHECK(certification.at("name") == "박원");
  CHECK(certification.at("gender") == "female");
}

TEST_CASE("certification in a browser: the sandbox's decisions apply, except those about cards",
          "[web]") {
  TestApi api;
  api.Control("PUT", "/windows/settings", R"({"decide": ["approve", "lost_card", "close"]})");
  CHECK(OpenPageWindow(api, Params("c-1"), kCertification).at("callback").at("success") == true);
  CHECK(OpenPageWindow(api, Params("c-2"), kCertification).contains("id"));
  const Json payment{{"pg", "kcp"}, {"merchant_uid", "o-1"}, {"amount", 1'004}, {"name", "a"}};
  CHECK(OpenPageWindow(api, payment).at("callback").at("success") == false);
  CHECK(OpenPageWindow(api, Params("c-3"), kCertification).at("callback").at("success") == false);
  CHECK(api.Control("GET", "/windows/settings").text == R"({"decide":null})");
}

TEST_CASE("certification in a browser: the error names the mistake", "[web]") {
  TestApi api;
  const std::string outcome = "/_browser/windows/" + OpenId(api, Params()) + "/outcome";
  const auto refusal = [&](const std::string& body) {
    const api::Reply reply = SendFromPage(api, "POST", outcome, body);
    return std::to_string(reply.status) + " " + reply.message;
  };
  CHECK_THAT(refusal(R"({"outcome":"lost_card"})"), Catch::StartsWith("400 outcome: must be"));
  CHECK_THAT(refusal(R"({"card":{}})"), Catch::StartsWith("400 card: applies only"));
  CHECK_THAT(refusal(R"({"person":{"birthday":"tomorrow"}})"),
             Catch::StartsWith("400 ") && Catch::Contains("birthday"));
  CHECK_THAT(refusal(R"({"quota":3})"), Catch::StartsWith("400 quota: unknown"));
  const Json nobody = OpenPageWindow(api, Params(), With(kCertification, {{"user_code", "imp9"}}));
  CHECK(nobody.at("callback").at("success") == false);
  CHECK(nobody.at("callback").at("error_code") == "NOT_READY");
  const Json wrong =
      OpenPageWindow(api, With(Params(), {{"carrier", "NOBODY"}}), kCertification).at("callback");
  CHECK(wrong.at("success") == false);
}

TEST_CASE("certification in a browser: a mobile page is left for its redirect address", "[web]") {
  TestApi api;
  const auto shown = [&api](const Json& params) {
    const Json opened = OpenPageWindow(api, params, With(kCertification, {{"device", "mobile"}}));
    return ReadPageWindow(api, opened.at("id")).at("shown_as").get<std::string>();
  };
  CHECK(shown(Params("c-1")) == "page");
  CHECK(shown(With(Params("c-2"), {{"popup", true}})) == "popup");
  CHECK(shown(With(Params("c-3"), {{"m_redirect_url", nullptr}})) == "frame");
}

TEST_CASE("certification in a browser: after a reset or a deletion it is gone", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, Params());
  api.Control("POST", "/reset");
  CHECK(ReadPageWindow(api, id).at("error").at("code") == "not_found");
  CHECK(EndPageWindow(api, id).at("error").at("code") == "not_found");
}

}  // namespace
}  // namespace portone::web
