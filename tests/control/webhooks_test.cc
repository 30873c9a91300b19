// SPDX-License-Identifier: MIT
// GET /_emulator/webhooks with filters, and the webhook settings.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kHook;
using testing::Strings;
using testing::TestApi;

/// Makes calls that send webhooks: o-1 paid (accepted), o-2 paid (to another URL, which fails), o-1
/// cancelled.
void CauseWebhooks(TestApi& api) {
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    return testing::RespondWith(post.url == kHook ? 200 : 404);
  });
  const Json payment =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response();
  Json elsewhere = testing::OnetimeBody("o-2");
  elsewhere["notice_url"] = "http://elsewhere/";
  api.Post("/subscribe/payments/onetime", elsewhere);
  api.Post("/payments/cancel", {{"merchant_uid", "o-1"}, {"enable_webhook", true}});
  api.Control("POST", "/settle");
}

TEST_CASE("webhooks: the query filters the list", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  CauseWebhooks(api);
  const std::string imp_uid = api.Get("/payments/find/o-1").response()["imp_uid"];
  const auto [query, ids] = GENERATE_COPY(table<std::string, Strings>({
      {"", {"1", "2", "3"}},
      {"?merchant_uid=o-1", {"1", "3"}},
      {"?imp_uid=" + imp_uid, {"1", "3"}},
      {"?status=cancelled", {"3"}},
      {"?state=failed", {"2"}},
      {"?state=delivered&status=paid", {"1"}},
      {"?url=http%3A%2F%2Felsewhere%2F", {"2"}},
      {"?since=2", {"3"}},
      {"?since=3", {}},
      {"?merchant_uid=nobody", {}},
  }));
  CAPTURE(query);
  Strings found;
  const Json list = api.Control("GET", "/webhooks" + query).json["webhooks"];
  for (const Json& webhook : list)
    found.push_back(webhook["id"].dump());
  CHECK(found == ids);
}

TEST_CASE("webhooks: a posted webhook is listed, journalled and matched by expect",
          "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  CauseWebhooks(api);
  Json caused = Json::array();
  const Json journal = api.Control("GET", "/journal").json;
  for (const Json& entry : journal["entries"])
    for (const Json& webhook : entry["webhooks"])
      caused.push_back(webhook);
  const Json list = api.Control("GET", "/webhooks").json["webhooks"];
  REQUIRE(list.size() == 3);
  REQUIRE(caused.size() == 3);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Json posted = Json::parse(api.sender.bodies().at(i));
    CAPTURE(posted.dump());
    CHECK(posted.contains("cancellation_id") == (i == 2));
    CHECK(list[i].contains("cancellation_id") == (i == 2));
    CHECK(caused[i] == posted);
    for (const auto& [name, value] : posted.items())
      CHECK(list[i][name] == value);
    const Json expectation{{"webhooks", posted}, {"count", 1}};
    CHECK(api.Control("POST", "/verify", Json{{"expect", {expectation}}}.dump()).status == 200);
  }
}

TEST_CASE("webhooks: an invalid query is refused", "[control][webhook]") {
  TestApi api;
  const auto [query, outcome] = GENERATE(table<std::string, std::string>({
      {"?status=done", R"(400 invalid_parameter status status: unknown value "done")"},
      {"?state=sent", R"(400 invalid_parameter state state: unknown value "sent")"},
      {"?since=-1",
       "400 invalid_parameter since since: must be a whole number from 0 to 9223372036854775807"},
      {"?merchant=o-1",
       "400 invalid_parameter merchant merchant: unknown parameter; did you mean "
       "\"merchant_uid\"?"},
      {"?url[]=a", "400 invalid_parameter url url: must be given only once"},
  }));
  CAPTURE(query);
  CHECK(ControlSummary(api.Control("GET", "/webhooks" + query)) == outcome);
}

TEST_CASE("webhook settings: the reply has all of them", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  CHECK(api.Control("GET", "/webhooks/settings").text ==
        R"({"url":"http://shop/hook","format":"json","retries":0,"retry_on":"errors",)"
        R"("webhook_first":false,"response_timeout_ms":5000,"headers":{}})");
}

TEST_CASE("webhook settings: only named settings change", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  CHECK(api.Control("PUT", "/webhooks/settings", R"({"retries": 5, "webhook_first": true})").text ==
        R"({"url":"http://shop/hook","format":"json","retries":5,"retry_on":"errors",)"
        R"("webhook_first":true,"response_timeout_ms":5000,"headers":{}})");
  CHECK(api.Control("PUT", "/webhooks/settings",
                    R"({"url": "", "format": "form", "retry_on": "non_200",
                        "response_timeout_ms": 100})")
            .text == R"({"url":"","format":"form","retries":5,"retry_on":"non_200",)"
                     R"("webhook_first":true,"response_timeout_ms":100,"headers":{}})");
  api.Control("POST", "/reset");
  CHECK(api.Control("GET", "/webhooks/settings").json["retries"] == 0);
}

TEST_CASE("webhook settings: they apply to the next webhook", "[control][webhook]") {
  TestApi api;
  api.Control("PUT", "/webhooks/settings",
              R"({"url": "http://new/", "format": "form", "response_timeout_ms": 123})");
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody(
               "kim", {testing::EntryBody("o-1", testing::Start() + std::chrono::hours{1})}));
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  REQUIRE(api.sender.posts().size() == 1);
  const webhook::Post post = api.sender.posts()[0];
  CHECK(post.url == "http://new/");
  CHECK(post.content_type == "application/x-www-form-urlencoded");
  CHECK(post.read_timeout == std::chrono::milliseconds{123});
  CHECK(post.total_timeout == std::chrono::milliseconds{123});
}

TEST_CASE("webhook settings: the headers are sent with each webhook", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto pay = [&api](std::string_view merchant_uid) {
    api.Post("/subscribe/payments/onetime", testing::OnetimeBody(merchant_uid));
    api.Control("POST", "/settle");
    std::string text;
    const webhook::Post last = api.sender.posts().back();
    for (const HttpHeader& header : last.headers)
      text += header.name + "=" + header.value + ";";
    return text;
  };
  CHECK(pay("o-1").empty());
  const std::string settings =
      R"({"headers": {"X-Forwarded-For": "52.78.100.19", "X-Real-IP": "52.78.48.223"}})";
  CHECK(api.Control("PUT", "/webhooks/settings", settings).json["headers"] ==
        Json::parse(settings)["headers"]);
  CHECK(pay("o-2") == "X-Forwarded-For=52.78.100.19;X-Real-IP=52.78.48.223;");
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  CHECK(snapshot.find(R"("headers":{"X-Forwarded-For":"52.78.100.19")") != std::string::npos);
  CHECK(api.Control("PUT", "/webhooks/settings", R"({"headers": {}})").json["headers"].empty());
  CHECK(pay("o-3").empty());
  REQUIRE(testing::ControlSummary(api.Control("PUT", "/snapshot", snapshot)) == "200");
  CHECK(pay("o-4") == "X-Forwarded-For=52.78.100.19;X-Real-IP=52.78.48.223;");
}

TEST_CASE("webhook settings: an invalid value is refused with its name and changes nothing",
          "[control][webhook]") {
  TestApi api;
  const auto [body, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"url": "shop"})",
       "400 invalid_parameter url url: must be an http or https URL, or empty for none"},
      {R"({"retries": 6})",
       "400 invalid_parameter retries retries: must be a whole number from 0 to 5"},
      {R"({"retries": 1, "retry_on": "sundays"})",
       R"(400 invalid_parameter retry_on retry_on: must be one of "errors" "non_200", )"
       R"(not "sundays")"},
      {R"({"webhook_first": "yes"})",
       "400 invalid_parameter webhook_first webhook_first: must be true or false"},
      {R"({"response_timeout_ms": 0})",
       "400 invalid_parameter response_timeout_ms response_timeout_ms: must be a whole number from "
       "1 "
       "to 600000"},
      {R"({"headers": ["X"]})",
       "400 invalid_parameter headers headers: must be an object of at most 32 names with their "
       "values"},
      {R"({"retries": 1, "headers": {"hOST": "x"}})",
       R"(400 invalid_parameter headers headers: "hOST" is set by the emulator itself)"},
      {R"({"headers": {"Content-Length": "1"}})",
       R"(400 invalid_parameter headers headers: "Content-Length" is set by the emulator itself)"},
      {R"({"headers": {"X Y": "x"}})",
       R"(400 invalid_parameter headers headers: "X Y" is not the name of a header)"},
      {R"({"headers": {"X": 5}})",
       R"(400 invalid_parameter headers headers: "X" must be a string)"},
      {R"({"headers": {"X": "a\r\nHost: b"}})",
       R"(400 invalid_parameter headers headers: "X" must be at most 4096 bytes without )"
       "line breaks or other control characters"},
      {R"({"headers": {"X": "a", "x": "b"}})",
       R"(400 invalid_parameter headers headers: "x" is given twice)"},
      {R"({"retry": 1})",
       "400 invalid_parameter retry retry: unknown key; did you mean \"retry_on\"?"},
  }));
  CAPTURE(body);
  const std::string before = api.Control("GET", "/webhooks/settings").text;
  CHECK(ControlSummary(api.Control("PUT", "/webhooks/settings", body)) == outcome);
  CHECK(api.Control("GET", "/webhooks/settings").text == before);
}

}  // namespace
}  // namespace portone
