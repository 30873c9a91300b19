// SPDX-License-Identifier: MIT
// The operations of the tag cvs: slips with which buyers pay at convenience stores.
#include <string>

#include "support/addresses.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AddFault;
using testing::CheckErrorOrder;
using testing::ControlSummary;
using testing::EncodeForm;
using testing::kConfirmUrl;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kOk = "200 0";

Json SlipBody(std::string_view merchant_uid) {
  return {{"channel_key", "channel-key-galaxia"},
          {"merchant_uid", merchant_uid},
          {"amount", 12'000},
          {"name", "도시락"}};
}

Json With(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

Json Issue(TestApi& api, const Json& body) {
  const TestReply reply = api.Post("/cvs", body);
  INFO(reply.text);
  REQUIRE(Summary(reply) == kOk);
  return reply.response();
}

TestReply Pay(TestApi& api, const Json& body) {
  return api.Control("POST", "/actions/deposit", body.dump());
}

Strings SettleAndListWebhooks(TestApi& api) {
  api.Control("POST", "/settle");
  Strings statuses;
  for (const std::string& body : api.sender.bodies())
    statuses.push_back(Json::parse(body).value("status", ""));
  return statuses;
}

TEST_CASE("cvs: issuing a slip and paying with it send webhooks", "[api][cvs]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued = Issue(api, SlipBody("o-1"));
  CHECK(issued["status"] == "ready");
  CHECK(issued["pay_method"] == "cvs");
  CHECK(issued["pg_provider"] == "galaxia");
  CHECK(issued["channel"] == "api");
  CHECK(issued["amount"] == 12'000);
  CHECK(issued["vbank_num"].get<std::string>().size() == 16);
  CHECK(issued["vbank_date"] == 1'707'317'999);  // the seventh day's last second
  CHECK(issued["vbank_code"].is_null());
  const Json row = api.Control("GET", "/cvs").json["cvs"][0];
  CHECK(row["barcode"] == issued["vbank_num"]);
  CHECK(row["expires_at"] == "2024-02-07T23:59:59.000+09:00");
  CHECK(row["paid_by"].is_null());
  CHECK(SettleAndListWebhooks(api) == Strings{"ready"});

  const TestReply paid = Pay(api, {{"imp_uid", issued["imp_uid"]}, {"pay_type", "card"}});
  REQUIRE(paid.status == 200);
  CHECK(paid.json["status"] == "paid");
  CHECK(paid.json["paid_at"] == ToUnixSeconds(Start()));
  CHECK(api.Control("GET", "/cvs").json["cvs"][0]["paid_by"] == "card");
  CHECK(SettleAndListWebhooks(api) == Strings{"ready", "paid"});
  CHECK(api.Control("GET", "/agenda").json["total"] == 0);
}

TEST_CASE("cvs: checks of a request run in order", "[api][cvs]") {
  TestApi api;
  const std::string milliseconds = std::to_string(ToUnixSeconds(Start()) + 86'400) + "000";
  CheckErrorOrder(
      api, "/cvs",
      {{"{}", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
       {R"({"channel_key": "channel-key-kcp"})", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
       {R"({"merchant_uid": "편의점-🍱"})", "400 -1 amount 파라메터가 누락되었습니다."},
       {R"({"amount": "무료"})", "400 -1 amount 파라메터가 올바르지 않습니다. (숫자여야 합니다)"},
       {R"({"amount": 12000, "barcode": "바코드"})",
        "400 -1 barcode 파라메터가 올바르지 않습니다. (영문, 숫자, -로 된 바코드여야 합니다)"},
       {R"({"barcode": ["1"]})",
        "400 -1 barcode 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
       {R"({"barcode": "11222222", "expired_at": )" + milliseconds + "}",
        "400 -1 expired_at 파라메터가 올바르지 않습니다. (초 단위여야 합니다. 밀리초를 보내지 "
        "않았는지 확인해주세요)"},
       {R"({"expired_at": 1706659200, "confirm_url": "shop/confirm"})",
        "400 -1 confirm_url 파라메터가 올바르지 않습니다. (http:// 또는 https://로 시작하는 "
        "URL이어야 합니다)"},
       {R"({"confirm_url": "http://shop/confirm"})",
        "200 1 해당 PG사에서 지원하지 않는 기능입니다. (kcp : 편의점 결제)"},
       {R"({"channel_key": "channel-key-galaxia", "currency": "USD"})",
        "400 -1 currency 파라메터가 올바르지 않습니다. (galaxia에서 지원되지 않는 통화입니다 : "
        "USD)"},
       {R"({"currency": "KRW"})", "200 1 expired_at은 현재 시각 이후여야 합니다."},
       {R"({"expired_at": 1706659201})", kOk},
       {R"({"merchant_uid": "other"})",
        "200 -1 수납번호 발급에 실패하였습니다. [EM64] 이미 등록된 수납번호입니다."}});
}

TEST_CASE(
    "cvs: without a channel the gateway that has slips issues it, unless only what is "
    "documented counts",
    "[api][cvs]") {
  const Json body{{"merchant_uid", "o-1"}, {"amount", 12'000}};
  {
    TestApi api;
    CHECK(Issue(api, body)["pg_provider"] == "galaxia");
  }
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.undocumented_requests = UndocumentedRequests::kRefuse;
  TestApi api(std::move(setup));
  CHECK(Summary(api.Post("/cvs", body)) == "400 -1 channel_key 파라메터가 누락되었습니다.");
  CHECK(Summary(api.Post("/receipts/external/c-1",
                         {{"name", "a"}, {"amount", 1}, {"identifier", "01012345678"}})) ==
        "400 -1 channel_key 파라메터가 누락되었습니다.");
}

TEST_CASE("cvs: too many URLs are refused", "[api][cvs]") {
  TestApi api;
  Json urls = Json::array();
  for (int i = 0; i < 101; ++i)
    urls.push_back("http://shop/" + std::to_string(i));
  CHECK(Summary(api.Post("/cvs", With(SlipBody("o-1"), {{"notice_url", urls}}))) ==
        "400 -1 notice_url 파라메터가 올바르지 않습니다. (100개까지 가능합니다)");
}

TEST_CASE("cvs: an order that is paid takes no second slip, and no second payment", "[api][cvs]") {
  TestApi api;
  const Json first = Issue(api, SlipBody("o-1"));
  const Json second = Issue(api, SlipBody("o-1"));
  CHECK(first["imp_uid"] != second["imp_uid"]);
  REQUIRE(Pay(api, {{"merchant_uid", "o-1"}}).json["imp_uid"] == second["imp_uid"]);
  CHECK(Pay(api, {{"imp_uid", first["imp_uid"]}}).status == 409);
  CHECK(Summary(api.Post("/cvs", SlipBody("o-1"))) ==
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)");
}

TEST_CASE("cvs: the merchant is asked before a store takes the money", "[api][cvs]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued =
      Issue(api, With(SlipBody("o-1"), {{"confirm_url", kConfirmUrl}, {"barcode", "11222222"}}));
  api.Control("POST", "/settle");
  {
    const testing::ScriptScope refusing =
        api.sender.RespondUsing([](const auto&) { return testing::RespondWith(400, "no"); });
    CHECK(ControlSummary(Pay(api, {{"merchant_uid", "o-1"}, {"pay_type", "cash"}})) ==
          "409 conflict - the store refuses the payment: the merchant's confirm_url answered 400");
  }
  {
    const testing::ScriptScope silent =
        api.sender.RespondUsing([](const auto&) { return testing::FailWith("refused"); });
    CHECK(ControlSummary(Pay(api, {{"merchant_uid", "o-1"}})) ==
          "409 conflict - the store refuses the payment: the merchant's confirm_url did not answer "
          "(refused)");
  }
  const std::string path = "/payments/" + issued["imp_uid"].get<std::string>();
  CHECK(api.Get(path).response()["status"] == "ready");
  const auto asked = api.sender.posts();
  REQUIRE(asked.size() == 3);
  CHECK(asked[1].url == kConfirmUrl);
  CHECK(asked[1].body == Json{{"event", "Galaxia.Cvs.Confirm"},
                              {"imp_uid", issued["imp_uid"]},
                              {"merchant_uid", "o-1"},
                              {"status", "ready"},
                              {"extra", {{"barcode", "11222222"}, {"payType", "cash"}}}}
                             .dump());
  REQUIRE(Pay(api, {{"merchant_uid", "o-1"}, {"pay_type", "card"}}).status == 200);
  CHECK(api.Get(path).response()["status"] == "paid");
  const Json journal = api.Control("GET", "/journal").json;
  CHECK(journal.dump().find("\"window\"") != std::string::npos);
}

TEST_CASE("cvs: the merchant may call the API while it is asked", "[api][cvs]") {
  TestApi api;
  const Json issued = Issue(api, With(SlipBody("o-1"), {{"confirm_url", kConfirmUrl}}));
  const std::string path = "/cvs/" + issued["imp_uid"].get<std::string>();
  const testing::ScriptScope revoking = api.sender.RespondUsing([&](const auto&) {
    CHECK(Summary(api.Delete(path)) == kOk);
    return testing::RespondWith(200);
  });
  CHECK(ControlSummary(Pay(api, {{"merchant_uid", "o-1"}})) ==
        "409 conflict - the store refuses the payment: the slip is no longer good (수납번호 말소)");
}

TEST_CASE("cvs: a slip ends to the second, without a webhook", "[api][cvs]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued =
      Issue(api, With(SlipBody("o-1"), {{"expired_at", ToUnixSeconds(Start()) + 3'600}}));
  const Json upcoming = api.Control("GET", "/agenda").json["agenda"];
  bool is_planned = false;
  for (const Json& entry : upcoming)
    is_planned = is_planned || (entry["kind"] == "expire_slip" && entry["merchant_uid"] == "o-1");
  CHECK(is_planned);
  api.Control("POST", "/clock/advance", R"({"by": "3599s"})");
  const std::string path = "/payments/" + issued["imp_uid"].get<std::string>();
  CHECK(api.Get(path).response()["status"] == "ready");
  api.Control("POST", "/clock/advance", R"({"by": "1s"})");
  const Json ended = api.Get(path).response();
  CHECK(ended["status"] == "failed");
  CHECK(ended["fail_reason"] == "수납번호의 결제기한이 만료되었습니다.");
  CHECK(ended["failed_at"] == ToUnixSeconds(Start()) + 3'600);
  CHECK(SettleAndListWebhooks(api) == Strings{"ready"});
}

TEST_CASE("cvs: a slip is revoked once, and only a slip", "[api][cvs]") {
  TestApi api;
  const std::string path = "/cvs/" + Issue(api, SlipBody("o-1"))["imp_uid"].get<std::string>();
  CHECK(Summary(api.Delete("/cvs/imp_000000000000")) == "404 -1 존재하지 않는 결제정보입니다.");
  const std::string by_card =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-2")).response()["imp_uid"];
  CHECK(Summary(api.Delete("/cvs/" + by_card)) == "400 -1 편의점 결제건이 아닙니다.");
  const TestReply revoked = api.Delete(path);
  REQUIRE(Summary(revoked) == kOk);
  CHECK(revoked.response()["status"] == "failed");
  CHECK(revoked.response()["fail_reason"] == "수납번호 말소");
  CHECK(Summary(api.Delete(path)) == "400 -1 수납 대기(ready) 상태의 수납번호가 아닙니다.");
  CHECK(ControlSummary(Pay(api, {{"merchant_uid", "o-1"}})) ==
        "409 conflict - the store refuses the payment: the slip is no longer good (수납번호 말소)");
}

TEST_CASE("cvs: the barcode of a slip that has ended may be used again", "[api][cvs]") {
  TestApi api;
  const Json body = With(SlipBody("o-1"), {{"barcode", "A-1"}});
  const Json issued = Issue(api, body);
  CHECK(issued["vbank_num"] == "A-1");
  CHECK(Summary(api.Post("/cvs", With(body, {{"merchant_uid", "o-2"}}))) ==
        "200 -1 수납번호 발급에 실패하였습니다. [EM64] 이미 등록된 수납번호입니다.");
  api.Delete("/cvs/" + issued["imp_uid"].get<std::string>());
  CHECK(Summary(api.Post("/cvs", With(body, {{"merchant_uid", "o-2"}}))) == kOk);
}

TEST_CASE("cvs: a fault of charges refuses a slip", "[api][cvs][fault]") {
  TestApi api;
  AddFault(api, R"({"when": {"operation": "charge", "pg": "galaxia"},
                 "then": {"decline": {"code": "1801", "message": "가맹점 한도 초과"}}})");
  CHECK(Summary(api.Post("/cvs", SlipBody("o-1"))) ==
        "200 -1 수납번호 발급에 실패하였습니다. [1801] 가맹점 한도 초과");
  CHECK(api.Control("GET", "/cvs").json["total"] == 0);
  CHECK(Summary(api.Post("/cvs", SlipBody("o-1"))) == kOk);
}

TEST_CASE("cvs: a form says the same as JSON, in any script", "[api][cvs]") {
  TestApi api;
  const Json body{{"channel_key", "channel-key-galaxia"},
                  {"merchant_uid", "주문 🍱-1"},
                  {"amount", "3300"},
                  {"name", "도시락 🍱"},
                  {"buyer_name", "김 구매😀"},
                  {"custom_data", "{\"점포\": \"강남😀\"}"},
                  {"expired_at", std::to_string(ToUnixSeconds(Start()) + 60)},
                  {"notice_url", {"http://shop/a", "http://shop/b"}}};
  const TestReply by_form = api.PostForm("/cvs", EncodeForm(body));
  REQUIRE(Summary(by_form) == kOk);
  CHECK(by_form.response()["merchant_uid"] == "주문 🍱-1");
  CHECK(by_form.response()["name"] == "도시락 🍱");
  CHECK(by_form.response()["buyer_name"] == "김 구매😀");
  CHECK(by_form.response()["vbank_date"] == ToUnixSeconds(Start()) + 60);
  const Json by_json = Issue(api, With(body, {{"merchant_uid", "주문 🍱-2"}}));
  CHECK(by_json["custom_data"] == by_form.response()["custom_data"]);
}

TEST_CASE("cvs: a window of Galaxia issues a slip", "[api][cvs]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json body{{"params",
                   {{"pg", "galaxia"},
                    {"pay_method", "cvs"},
                    {"merchant_uid", "o-1"},
                    {"name", "도시락"},
                    {"amount", 5'000}}}};
  const TestReply reply = api.Control("POST", "/checkouts", body.dump());
  REQUIRE(reply.status == 200);
  CHECK(reply.json["payment"]["status"] == "ready");
  CHECK(reply.json["payment"]["vbank_num"].get<std::string>().size() == 16);
  CHECK(SettleAndListWebhooks(api) == Strings{"ready"});
  CHECK(Pay(api, {{"merchant_uid", "o-1"}}).json["status"] == "paid");
}

TEST_CASE("cvs: what belongs to a bank or to a store is refused at the other", "[api][cvs]") {
  TestApi api;
  Issue(api, SlipBody("o-1"));
  CHECK(ControlSummary(Pay(api, {{"merchant_uid", "o-1"}, {"depositor_name", "김"}})) ==
        "400 invalid_parameter depositor_name depositor_name: applies only to a virtual account");
  CHECK(ControlSummary(Pay(api, {{"merchant_uid", "nobody"}, {"pay_type", "cash"}})) ==
        "400 invalid_parameter pay_type pay_type: applies only to a slip for a convenience store");
  CHECK(Pay(api, {{"merchant_uid", "o-1"}, {"pay_type", "cheque"}}).status == 400);
  CHECK(Pay(api, {{"merchant_uid", "nobody"}}).status == 409);
}

}  // namespace
}  // namespace portone
