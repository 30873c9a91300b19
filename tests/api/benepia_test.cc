// SPDX-License-Identifier: MIT
// Points of Benepia: what a buyer has left, paying with them, and what is refused.
#include <string>

#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json Buyer(const Json& more = Json::object()) {
  Json body{{"benepia_user", "김회원 🎁"},
            {"benepia_password", "secret-1"},
            {"channel_key", "channel-key-kcp"}};
  body.update(more);
  return body;
}

Json PayBody(const std::string& merchant_uid, std::int64_t amount,
             const Json& more = Json::object()) {
  Json body =
      Buyer({{"merchant_uid", merchant_uid}, {"amount", amount}, {"name", "복지몰 🛍"}});
  body.update(more);
  return body;
}

std::int64_t GetPoints(TestApi& api) {
  return api.Post("/benepia/point", Buyer()).response()["point"];
}

TEST_CASE("benepia: a payment takes points and a cancellation gives them back", "[api][benepia]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  CHECK(api.Post("/benepia/point", Buyer()).response() == Json{{"point", 100'000}});
  const TestReply paid = api.Post("/benepia/payment", PayBody("order-1", 30'000));
  CHECK(Summary(paid) == "200 0");
  CHECK(paid.response()["status"] == "paid");
  CHECK(paid.response()["pay_method"] == "point");
  CHECK(paid.response()["pg_provider"] == "kcp");
  CHECK(paid.response()["emb_pg_provider"] == "benepia");
  CHECK(paid.response()["card_number"].is_null());
  CHECK(GetPoints(api) == 70'000);
  REQUIRE(Summary(api.Post("/payments/cancel",
                           {{"merchant_uid", "order-1"}, {"amount", 10'000}, {"tax_free", 0}})) ==
          "200 0");
  CHECK(GetPoints(api) == 80'000);
  api.Control("POST", "/settle");
  CHECK(api.sender.bodies().front().find(R"("status":"paid")") != std::string::npos);
}

TEST_CASE("benepia: a form pays as JSON does", "[api][benepia]") {
  TestApi json;
  TestApi form;
  const Json body = PayBody("order-1", 1'000, {{"benepia_member_code", "B001"}});
  CHECK(json.Post("/benepia/payment", body).text ==
        form.PostForm("/benepia/payment", testing::EncodeForm(body)).text);
  CHECK(json.Describe() == form.Describe());
}

TEST_CASE("benepia: checks of a payment run in order", "[api][benepia]") {
  TestApi api;
  testing::CheckErrorOrder(
      api, "/benepia/payment",
      {{"{}", "400 -1 benepia_user 파라메터가 누락되었습니다."},
       {R"({"benepia_user": "kim"})", "400 -1 benepia_password 파라메터가 누락되었습니다."},
       {R"({"benepia_password": "p"})", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
       {R"({"merchant_uid": "o-1"})", "400 -1 amount 파라메터가 누락되었습니다."},
       {R"({"amount": "천원"})", "400 -1 amount 파라메터가 올바르지 않습니다. (숫자여야 합니다)"},
       {R"({"amount": 100001})", "400 -1 name 파라메터가 누락되었습니다."},
       {R"({"name": "n", "channel_key": "none"})",
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
       {R"({"channel_key": "channel-key-nice"})",
        "200 1 해당 PG사에서 지원하지 않는 기능입니다. (nice : 베네피아 포인트)"},
       {R"({"channel_key": "channel-key-kcp", "currency": "USD"})",
        "400 -1 currency 파라메터가 올바르지 않습니다. (kcp에서 지원되지 않는 통화입니다 : USD)"},
       {R"({"currency": null})", "500 -1 베네피아 포인트가 부족합니다."},
       {R"({"amount": 100000})", "200 0"},
       {"{}",
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)"}});
}

TEST_CASE("benepia: checks of a query for points run in order", "[api][benepia]") {
  TestApi api;
  testing::CheckErrorOrder(
      api, "/benepia/point",
      {{"{}", "400 -1 benepia_user 파라메터가 누락되었습니다."},
       {R"({"benepia_user": "kim"})", "400 -1 benepia_password 파라메터가 누락되었습니다."},
       {R"({"benepia_password": "p", "channel_key": "channel-key-payco"})",
        "200 1 해당 PG사에서 지원하지 않는 기능입니다. (payco : 베네피아 포인트)"},
       {R"({"channel_key": null, "pg": "kcp"})", "200 0"},
       {R"({"pg": null})", "200 0"}});
}

TEST_CASE("benepia: without a channel the strict sandbox refuses", "[api][benepia]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.undocumented_requests = UndocumentedRequests::kRefuse;
  TestApi api(setup);
  CHECK(Summary(api.Post("/benepia/point", {{"benepia_user", "k"}, {"benepia_password", "p"}})) ==
        "400 -1 channel_key 파라메터가 누락되었습니다.");
}

TEST_CASE("benepia: KCP may fail, before any points are taken", "[api][benepia][fault]") {
  TestApi api;
  testing::AddFault(api, R"({"when": {"operation": "charge", "merchant_uid": "order-1"},
      "then": {"decline": {"code": "BN01", "message": "비밀번호 오류"}}})");
  testing::AddFault(api, R"({"when": {"operation": "other_gateway_call", "path": "/benepia/point"},
      "then": {"decline": {"code": "BN02", "message": "점검 중"}}})");
  CHECK(Summary(api.Post("/benepia/payment", PayBody("order-1", 1'000))) ==
        "500 -1 [BN01] 비밀번호 오류");
  CHECK(Summary(api.Post("/benepia/point", Buyer())) == "500 -1 [BN02] 점검 중");
  CHECK(GetPoints(api) == 100'000);
  CHECK(api.Control("GET", "/payments").json["total"] == 0);
}

TEST_CASE("benepia: the password is in no list, snapshot or description", "[api][benepia]") {
  TestApi api;
  REQUIRE(Summary(api.Post("/benepia/payment", PayBody("order-1", 1'000))) == "200 0");
  for (const std::string& text :
       {api.Describe(), api.Control("POST", "/snapshot").text, api.Control("GET", "/requests").text,
        api.Control("GET", "/journal").text}) {
    CHECK(text.find("order-1") != std::string::npos);
    CHECK(text.find("secret-1") == std::string::npos);
  }
}

TEST_CASE("benepia: given accounts have their own points", "[api][benepia]") {
  TestApi api;
  const Json scenario{{"given",
                       {{"benepia_accounts", Json::array({Json{{"benepia_user", "김회원 🎁"},
                                                               {"deposited_amount", 500}}})}}}};
  const TestReply loaded = api.Control("PUT", "/scenario", scenario.dump());
  INFO(loaded.text);
  REQUIRE(loaded.status == 200);
  CHECK(GetPoints(api) == 500);
  CHECK(Summary(api.Post("/benepia/payment", PayBody("order-1", 501))) ==
        "500 -1 베네피아 포인트가 부족합니다.");
}

}  // namespace
}  // namespace portone
