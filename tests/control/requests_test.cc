// SPDX-License-Identifier: MIT
// /_emulator/requests, the API calls that a sandbox received; and /_emulator/actions.
#include "domain/errors.h"
#include "support/addresses.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kHook;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

/// "POST /users/getToken 200 0", one line for each.
Strings ListRequests(TestApi& api, std::string_view query = "") {
  Strings lines;
  const TestReply reply = api.Control("GET", "/requests" + std::string(query));
  REQUIRE(ControlSummary(reply) == "200");
  for (const Json& request : reply.json["requests"]) {
    lines.push_back(request["method"].get<std::string>() + " " +
                    request["target"].get<std::string>() + " " + request["status"].dump() + " " +
                    request["code"].dump());
  }
  return lines;
}

TEST_CASE("requests: a refusal is listed with its message, a success with none",
          "[control][requests]") {
  TestApi api;
  api.Get("/payments/imp_0");
  const Json requests = api.Control("GET", "/requests").json["requests"];
  REQUIRE(requests.size() == 2);
  CHECK(requests[0]["message"].is_null());
  CHECK(requests[1]["message"] == "존재하지 않는 결제정보입니다.");
}

TEST_CASE("requests: every call is listed with its status, including refusals and queries",
          "[control][requests]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Get("/payments/imp_0?x=%20");
  api.Post("/subscribe/payments/again", testing::AgainBody("lee", "o-1"));
  api.PostText("/payments/cancel", "{");
  CHECK(ListRequests(api, "?operation=/payments/%7Bimp_uid%7D") ==
        Strings{"GET /payments/imp_0?x=%20 404 -1"});
  const Strings all = ListRequests(api);
  CHECK(Strings(all.begin(), all.begin() + 2) ==
        Strings{"POST /users/getToken 200 0", "POST /subscribe/customers/kim 200 0"});
  CHECK(all.back() == "POST /payments/cancel 400 -1");
  CHECK(ListRequests(api, "?method=GET").size() == 1);
}

TEST_CASE("requests: a call refused for an expired token is listed", "[control][requests]") {
  TestApi api;
  const std::string token = api.GetToken();
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  api.Control("DELETE", "/requests");
  api.Send({"GET", "/payments/imp_0", {{"Authorization", token}}, ""});
  CHECK(ListRequests(api) == Strings{"GET /payments/imp_0 401 -1"});
}

TEST_CASE("requests: calls without a route are listed in the sandbox of their token",
          "[control][requests]") {
  TestApi api;
  api.GetToken();
  api.Control("DELETE", "/requests");
  const auto send = [&api](std::string method, std::string target) {
    return api.Send(
        {std::move(method), std::move(target), {{"Authorization", api.GetToken()}}, "x=1"});
  };
  CHECK(send("GET", "/nowhere").status == 404);
  CHECK(send("PATCH", "/payments/cancel").status == 405);
  CHECK(send("GET", "/payments/%ff").status == 400);
  const Strings all = ListRequests(api);
  Strings listed;
  for (const std::string& line : all)
    if (line != "POST /users/getToken 200 0") listed.push_back(line);
  CHECK(listed == Strings{"GET /nowhere 404 -1", "PATCH /payments/cancel 405 -1",
                          "GET /payments/%ff 400 -1"});
  const Json last = api.Control("GET", "/requests").json["requests"].back();
  CHECK(last["operation"] == "");
}

TEST_CASE("requests: another shop's call without a route is in its own sandbox",
          "[control][requests]") {
  TestApi api;
  api.Use("shop", "secret");
  const std::string token = api.GetToken();
  api.Send({"POST", "/payments/find", {{"Authorization", token}}, ""});
  api.Send({"DELETE", "/payments/find/o-1", {{"Authorization", token}}, ""});
  const Strings shop = ListRequests(api, "?sandbox=shop");
  CHECK(shop.back() == "DELETE /payments/find/o-1 405 -1");
  CHECK(ListRequests(api, "?sandbox=imp_apikey").empty());
}

TEST_CASE("requests: a call without a valid token is listed in the default sandbox",
          "[control][requests]") {
  TestApi api;
  api.Send({"GET", "/payments/imp_0", {}, ""});
  api.Send({"GET", "/payments/imp_1", {{"Authorization", "unknown"}}, ""});
  api.Send({"GET", "/nowhere", {}, ""});
  CHECK(ListRequests(api) ==
        Strings{"GET /payments/imp_0 401 -1", "GET /payments/imp_1 401 -1", "GET /nowhere 404 -1"});
}

TEST_CASE("requests: a wrong secret is listed in the sandbox of the key, without the secret",
          "[control][requests]") {
  TestApi api;
  api.Use("shop", "secret");
  api.GetToken();
  api.Send({"POST",
            "/users/getToken",
            {{"Content-Type", "application/json"}},
            R"({"imp_key": "shop", "imp_secret": "guessed"})"});
  CHECK(ListRequests(api, "?sandbox=shop").back() == "POST /users/getToken 401 -1");
  CHECK(api.Control("GET", "/requests?sandbox=shop").text.find("guessed") == std::string::npos);
}

TEST_CASE("requests: an entry has all its fields, without secrets", "[control][requests]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const TestReply reply = api.Control("GET",
                                      "/requests?operation=/subscribe/customers/"
                                      "%7Bcustomer_uid%7D");
  CHECK(reply.text.find("1234") == std::string::npos);
  const Json request = reply.json["requests"][0];
  CHECK(testing::GetShape(request) == Strings{"sequence integer", "at string", "method string",
                                              "target string", "operation string", "body string",
                                              "status integer", "code integer", "message null"});
  CHECK(request["at"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(Json::parse(request["body"].get<std::string>())["card_number"] == "***");
}

TEST_CASE("requests: clearing the list changes nothing else", "[control][requests]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const std::string before = api.Describe();
  CHECK(api.Control("DELETE", "/requests").text == R"({"cleared":true})");
  CHECK(ListRequests(api).empty());
  CHECK(api.Describe() == before);
  api.Get("/payments/imp_0");
  CHECK(ListRequests(api, "?method=GET").size() == 1);
}

TEST_CASE("requests: an unknown method is refused with the valid ones", "[control][requests]") {
  TestApi api;
  const std::string method = GENERATE("FOO", "get", "PATCH");
  CHECK(
      ControlSummary(api.Control("GET", "/requests?method=" + method)) ==
      R"(400 invalid_parameter method method: must be one of "GET" "HEAD" "POST" "PUT" "DELETE", )"
      "not \"" +
          method + "\"");
}

TEST_CASE("requests: a HEAD call is listed under that method", "[control][requests]") {
  TestApi api;
  api.Send({"HEAD", "/payments/imp_0", {{"Authorization", api.GetToken()}}, ""});
  CHECK(ListRequests(api, "?method=HEAD") == Strings{"HEAD /payments/imp_0 404 -1"});
  CHECK(ListRequests(api, "?method=GET").empty());
}

TEST_CASE("requests: each sandbox has its own list", "[control][requests]") {
  TestApi api;
  api.Get("/payments/imp_0");
  api.Use("other", "secret");
  api.Get("/payments/imp_1");
  CHECK(ListRequests(api, "?sandbox=other&method=GET") == Strings{"GET /payments/imp_1 404 -1"});
}

TEST_CASE("actions: a cancellation in the console sends a webhook", "[control][actions]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  const TestReply part = api.Control("POST", "/actions/cancel",
                                     R"({"merchant_uid": "o-1", "amount": 300, "reason": "late"})");
  CHECK(part.json["cancel_amount"] == 300);
  CHECK(part.json["cancel_reason"] == "late");
  CHECK(api.Control("POST", "/actions/cancel", Json{{"imp_uid", part.json["imp_uid"]}}.dump())
            .json["status"] == "cancelled");
  api.Control("POST", "/settle");
  const auto bodies = api.sender.bodies();
  REQUIRE(bodies.size() == 3);
  const Json history =
      api.Get("/payments/" + part.json["imp_uid"].get<std::string>()).response()["cancel_history"];
  CHECK(Json::parse(bodies[2])["cancellation_id"] == history[1]["cancellation_id"]);
  CHECK(history[1]["reason"] == "관리자페이지취소");
}

TEST_CASE("actions: a refused cancellation has the V1 API's message", "[control][actions]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  CHECK(ControlSummary(api.Control("POST", "/actions/cancel", R"({"merchant_uid": "nobody"})")) ==
        "409 conflict - " + errors::NothingToCancel().message);
  CHECK(ControlSummary(api.Control("POST", "/actions/cancel", "{}")) ==
        R"(400 invalid_parameter imp_uid imp_uid: give "imp_uid" or "merchant_uid")");
  CHECK(
      ControlSummary(api.Control("POST", "/actions/cancel", R"({"imp_uid": "x", "amount": 0})")) ==
      "400 invalid_parameter amount amount: must be a positive amount in the payment's currency");
}

TEST_CASE("actions: an expired or deleted card is declined from then on", "[control][actions]") {
  const auto [pg, action, reason] = GENERATE(table<std::string, std::string, std::string>({
      {"kcp", "expire-card", "[CC54] 카드유효기간만료 또는 불일치"},
      {"kcp", "delete-card", "[CC45] 정지카드"},
      {"nice", "expire-card", "[3021] 유효기간 오류"},
      {"nice", "delete-card", "[A126] 이미 삭제된 빌키이거나 존재하지 않은 빌키입니다"},
  }));
  TestApi api;
  Json card = testing::CardBody();
  card["pg"] = pg;
  REQUIRE(api.Post("/subscribe/customers/kim", card).code() == 0);
  CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"))
            .response()["status"] == "paid");
  const TestReply done = api.Control("POST", "/actions/" + action, R"({"customer_uid": "kim"})");
  CHECK(done.json["customer_uid"] == "kim");
  const Json declined =
      api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-2")).response();
  CHECK(declined["status"] == "failed");
  CHECK(declined["fail_reason"] == reason);
  // A new card ends it.
  REQUIRE(api.Post("/subscribe/customers/kim", card).code() == 0);
  CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-3"))
            .response()["status"] == "paid");
}

TEST_CASE("actions: a customer without a card is refused", "[control][actions]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", "/actions/expire-card", R"({"customer_uid": "lee"})")) ==
        "409 conflict - " + errors::CustomerNotFound(CustomerUid("lee")).message);
  CHECK(ControlSummary(api.Control("POST", "/actions/delete-card", "{}")) ==
        "400 invalid_parameter customer_uid customer_uid: is missing");
}

TEST_CASE("actions: the amount of a cancellation is positive and in the payment's currency",
          "[control][actions]") {
  TestApi api;
  testing::PayInWindow(api, testing::WindowParams("kcp", "o-1"));
  const auto cancel = [&api](const std::string& merchant_uid, const std::string& amount) {
    const Json body{{"merchant_uid", merchant_uid}, {"amount", amount}};
    return ControlSummary(api.Control("POST", "/actions/cancel", body.dump()));
  };
  const std::string merchant_uid = GENERATE("o-1", "nowhere");
  const std::string amount = GENERATE("0", "-1", "0.5", "x");
  CAPTURE(merchant_uid, amount);
  CHECK(cancel(merchant_uid, amount) ==
        "400 invalid_parameter amount amount: must be a positive amount in the payment's currency");
  CHECK(cancel("nowhere", "1.0") == "409 conflict - 취소할 결제건이 존재하지 않습니다.");
}

}  // namespace
}  // namespace portone
