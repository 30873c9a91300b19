// SPDX-License-Identifier: MIT
// The life cycle of virtual accounts: expiry, deposits, refunds, and several accounts per order.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::ControlSummary;
using testing::kDay;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kCancel = "/payments/cancel";

std::int64_t DaysFromStart(int days) {
  return ToUnixSeconds(Start() + days * kDay);
}

Json Issue(TestApi& api, std::string_view merchant_uid, const Json& patch = Json::object()) {
  Json body{{"merchant_uid", merchant_uid},  {"amount", 10'000},         {"vbank_code", "004"},
            {"vbank_due", DaysFromStart(3)}, {"vbank_holder", "포트원"}, {"buyer_name", "김구매"}};
  body.merge_patch(patch);
  const TestReply reply = api.Post("/vbanks", body);
  INFO(reply.text);
  REQUIRE(Summary(reply) == "200 0");
  return reply.response();
}

TestReply Deposit(TestApi& api, const Json& body) {
  return api.Control("POST", "/actions/deposit", body.dump());
}

Json Reload(TestApi& api, const Json& payment) {
  return api.Get("/payments/" + payment["imp_uid"].get<std::string>()).response();
}

void Advance(TestApi& api, const std::string& by) {
  REQUIRE(ControlSummary(api.Control("POST", "/clock/advance", R"({"by": ")" + by + "\"}")) ==
          "200");
}

std::size_t CountUpcoming(TestApi& api) {
  return api.Control("GET", "/agenda").json["total"].get<std::size_t>();
}

Strings SettleAndListWebhooks(TestApi& api) {
  api.Control("POST", "/settle");
  Strings statuses;
  for (const std::string& body : api.sender.bodies())
    statuses.push_back(Json::parse(body)["status"].get<std::string>());
  return statuses;
}

TEST_CASE("vbank: an unpaid account fails when it expires, without a webhook", "[api][vbank]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued = Issue(api, "o-1");
  CHECK(SettleAndListWebhooks(api) == Strings{"ready"});
  const Json upcoming = api.Control("GET", "/agenda").json["agenda"][0];
  CHECK(upcoming["kind"] == "expire_vbank");
  CHECK(upcoming["at"] == "2024-02-03T09:00:00.000+09:00");
  CHECK(upcoming["merchant_uid"] == "o-1");
  CHECK(upcoming["imp_uid"] == issued["imp_uid"]);
  Advance(api, "259199s");
  CHECK(Reload(api, issued) == issued);
  const TestReply advanced = api.Control("POST", "/clock/advance", R"({"by": "1s"})");
  CHECK(advanced.json["fired"][0]["kind"] == "expire_vbank");
  CHECK(advanced.json["fired"][0]["outcome"] == "failed");
  const Json expired = Reload(api, issued);
  CHECK(expired["status"] == "failed");
  CHECK(expired["fail_reason"] == "가상계좌 입금기한이 만료되었습니다.");
  CHECK(expired["failed_at"] == DaysFromStart(3));
  CHECK(SettleAndListWebhooks(api) == Strings{"ready"});
  CHECK(ControlSummary(Deposit(api, {{"imp_uid", issued["imp_uid"]}})) ==
        "409 conflict - the bank refuses the deposit: the account is closed (가상계좌 "
        "입금기한이 만료되었습니다.)");
}

TEST_CASE("vbank: a paid or revoked account does not expire", "[api][vbank]") {
  TestApi api;
  const Json paid = Issue(api, "paid");
  const Json revoked = Issue(api, "revoked");
  CHECK(CountUpcoming(api) == 2);
  REQUIRE(ControlSummary(Deposit(api, {{"merchant_uid", "paid"}})) == "200");
  REQUIRE(api.Delete("/vbanks/" + revoked["imp_uid"].get<std::string>()).code() == 0);
  CHECK(CountUpcoming(api) == 0);
  Advance(api, "10d");
  CHECK(Reload(api, paid)["status"] == "paid");
  CHECK(Reload(api, revoked)["failed_at"] == DaysFromStart(0));
}

TEST_CASE("vbank: a changed due time takes effect", "[api][vbank]") {
  TestApi api;
  const Json issued = Issue(api, "o-1", {{"pg", "settle"}});
  const auto put = [&](std::int64_t due) {
    const Json body{{"vbank_due", due}};
    return api.Send({"PUT",
                     "/vbanks/" + issued["imp_uid"].get<std::string>(),
                     {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
                     body.dump()});
  };
  for (const int days : {3, 5, 3, 5})
    REQUIRE(put(DaysFromStart(days)).code() == 0);
  CHECK(CountUpcoming(api) == 1);
  Advance(api, "4d");
  CHECK(Reload(api, issued)["status"] == "ready");
  Advance(api, "1d");
  CHECK(Reload(api, issued)["failed_at"] == DaysFromStart(5));
}

TEST_CASE("vbank: a deposit of the exact amount pays and sends a webhook", "[api][vbank]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued = Issue(api, "o-1");
  Advance(api, "1d");
  const TestReply reply = Deposit(api, {{"imp_uid", issued["imp_uid"]}, {"amount", 10'000}});
  REQUIRE(ControlSummary(reply) == "200");
  CHECK(reply.json["status"] == "paid");
  CHECK(reply.json["paid_at"] == DaysFromStart(1));
  CHECK(reply.json["started_at"] == DaysFromStart(0));
  CHECK(reply.json["deposit_history"].empty());
  CHECK(Reload(api, issued) == reply.json);
  CHECK(SettleAndListWebhooks(api) == Strings{"ready", "paid"});
  CHECK(ControlSummary(Deposit(api, {{"imp_uid", issued["imp_uid"]}})) ==
        "409 conflict - the bank refuses the deposit: the account is closed (already paid)");
}

TEST_CASE("vbank: the bank rejects a wrong amount and deposits for other payments",
          "[api][vbank]") {
  TestApi api;
  const Json issued = Issue(api, "o-1");
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("card")).code() == 0);
  const std::string before = api.Describe();
  const std::string refused = "409 conflict - the bank refuses the deposit: ";
  CHECK(ControlSummary(Deposit(api, {{"merchant_uid", "o-1"}, {"amount", 9'999}})) ==
        refused + "the amount must be 10000, not 9999");
  CHECK(ControlSummary(Deposit(api, {{"merchant_uid", "o-1"}, {"amount", 10'001}})) ==
        refused + "the amount must be 10000, not 10001");
  CHECK(ControlSummary(Deposit(api, {{"merchant_uid", "card"}})) ==
        refused + "the payment has no virtual account");
  CHECK(ControlSummary(Deposit(api, {{"merchant_uid", "nowhere"}})) ==
        "409 conflict - 존재하지 않는 결제정보입니다.");
  CHECK(ControlSummary(Deposit(api, Json::object())).starts_with("400 invalid_parameter imp_uid "));
  CHECK(api.Describe() == before);
}

TEST_CASE("vbank: only one of several accounts of an order can be paid", "[api][vbank]") {
  TestApi api;
  const Json first = Issue(api, "o-1");
  const Json second = Issue(api, "o-1", {{"amount", 20'000}});
  CHECK(first["imp_uid"] != second["imp_uid"]);
  CHECK(first["vbank_num"] != second["vbank_num"]);
  CHECK(api.Get("/payments/find/o-1").response() == second);
  CHECK(api.Get("/payments/find/o-1/ready").response() == second);
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "o-1"}})) ==
        "200 1 취소할 결제건이 존재하지 않습니다.");
  const Json paid = Deposit(api, {{"imp_uid", first["imp_uid"]}}).json;
  CHECK(api.Get("/payments/find/o-1/paid").response() == paid);
  CHECK(api.Get("/payments/find/o-1/ready").response() == second);
  const std::string used =
      "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";
  CHECK(ControlSummary(Deposit(api, {{"merchant_uid", "o-1"}})) == "409 conflict - " + used);
  CHECK(Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))) ==
        "200 1 " + used);
  Advance(api, "3d");
  CHECK(Reload(api, second)["status"] == "failed");
  CHECK(Reload(api, first)["status"] == "paid");
}

TEST_CASE("vbank: a deposit by order number goes to the newest open account", "[api][vbank]") {
  TestApi api;
  const Json first = Issue(api, "o-1");
  const Json second = Issue(api, "o-1");
  const Json third = Issue(api, "o-1");
  REQUIRE(api.Delete("/vbanks/" + third["imp_uid"].get<std::string>()).code() == 0);
  CHECK(Deposit(api, {{"merchant_uid", "o-1"}}).json["imp_uid"] == second["imp_uid"]);
}

TEST_CASE("vbank: a refund needs an account, and nothing changes without one", "[api][vbank]") {
  TestApi api;
  const Json issued = Issue(api, "o-1");
  Deposit(api, {{"merchant_uid", "o-1"}});
  const std::string missing =
      "200 1 가상계좌 결제건을 취소하려면 환불받을 계좌의 예금주(refund_holder), "
      "은행코드(refund_bank), 계좌번호(refund_account)를 입력해야 합니다.";
  CheckErrorOrder(
      api, kCancel,
      {
          {R"({"merchant_uid": "o-1", "checksum": 1, "amount": 10001})",
           "200 1 checksum이 취소가능 금액과 일치하지 않습니다. (취소가능 금액 : 10000)"},
          {R"({"checksum": 10000})",
           "200 1 취소 요청금액(amount)이 취소가능 금액을 초과합니다. (취소가능 금액 : 10000)"},
          {R"({"amount": 4000})", missing},
          {R"({"refund_bank": "0x4", "refund_account": "1002-333"})", missing},
          {R"({"refund_bank": null, "refund_holder": "김구매"})", missing},
          {R"({"refund_bank": "0x4", "refund_account": null})", missing},
          {R"({"refund_account": "1002-333"})",
           "200 1 refund_bank에 해당하는 은행이 존재하지 않습니다. (0x4)"},
          {R"({"refund_bank": "00004"})", "200 1 refund_bank 파라메터는 최대 4자까지 가능합니다."},
          {R"({"refund_bank": "BK04", "refund_tel": "010-1234-5678"})", "200 0"},
      });
  const Json partly = Reload(api, issued);
  CHECK(partly["status"] == "cancelled");
  CHECK(partly["cancel_amount"] == 4'000);
  const Json rest{{"imp_uid", issued["imp_uid"]},
                  {"refund_holder", "김구매"},
                  {"refund_bank", "04"},
                  {"refund_account", "1002333"}};
  CHECK(api.Post(kCancel, rest).response()["cancel_amount"] == 10'000);
  CHECK(Summary(api.Post(kCancel, rest)) == "200 1 이미 전액취소된 주문입니다.");
}

TEST_CASE("vbank: a card is refunded without an account", "[api][vbank]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("card")).code() == 0);
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "card"}, {"refund_bank", "zz"}})) == "200 0");
}

TEST_CASE("vbank: a refund in the console needs an account too", "[api][vbank]") {
  TestApi api;
  Issue(api, "o-1");
  Deposit(api, {{"merchant_uid", "o-1"}});
  CHECK(ControlSummary(api.Control("POST", "/actions/cancel", R"({"merchant_uid": "o-1"})"))
            .starts_with("409 conflict - 가상계좌 결제건을 취소하려면"));
  const TestReply reply = api.Control("POST", "/actions/cancel",
                                      R"({"merchant_uid": "o-1", "refund_holder": "김구매",
                                          "refund_bank": "004", "refund_account": "1002333"})");
  CHECK(ControlSummary(reply) == "200");
  CHECK(reply.json["status"] == "cancelled");
}

TEST_CASE("vbank: an unlimited account accepts any amount any number of times", "[api][vbank]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json issued = Issue(api, "o-1",
                            {{"pg", "settle"},
                             {"amount", nullptr},
                             {"fixed_unlimited_vbank", true},
                             {"vbank_num", "790123"}});
  CHECK(
      ControlSummary(Deposit(api, {{"merchant_uid", "o-1"}})) ==
      "409 conflict - the bank refuses the deposit: `amount` is required for an unlimited account");
  Json paid = Deposit(api, {{"merchant_uid", "o-1"}, {"amount", 3'000}}).json;
  CHECK(paid["status"] == "paid");
  CHECK(paid["amount"] == 0);
  Advance(api, "5d");
  paid =
      Deposit(api, {{"merchant_uid", "o-1"}, {"amount", 4'000}, {"depositor_name", "박입금"}}).json;
  CHECK(paid["paid_at"] == DaysFromStart(0));
  REQUIRE(paid["deposit_history"].size() == 2);
  CHECK(paid["deposit_history"][0]["depositor_name"] == "김구매");
  CHECK(paid["deposit_history"][0]["amount"] == 3'000);
  CHECK(paid["deposit_history"][1]["depositor_name"] == "박입금");
  CHECK(paid["deposit_history"][1]["deposited_at"] == DaysFromStart(5));
  CHECK(paid["deposit_history"][0]["pg_tid"] != paid["deposit_history"][1]["pg_tid"]);
  CHECK(SettleAndListWebhooks(api) == Strings{"ready", "paid", "paid"});

  const Json refund{{"imp_uid", issued["imp_uid"]},
                    {"refund_holder", "김구매"},
                    {"refund_bank", "004"},
                    {"refund_account", "1002333"},
                    {"checksum", 7'000}};
  CHECK(api.Post(kCancel, refund).response()["cancel_amount"] == 7'000);
  const Json after = Deposit(api, {{"merchant_uid", "o-1"}, {"amount", 500}}).json;
  CHECK(after["status"] == "cancelled");
  CHECK(after["deposit_history"].size() == 3);
}

TEST_CASE("vbank: a sub-merchant's accounts are separate, including their expiry", "[api][vbank]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("AAA").value(), "one"}};
  TestApi api(setup);
  const Json body{{"merchant_uid", "o-1"},
                  {"amount", 10'000},
                  {"vbank_code", "004"},
                  {"vbank_due", DaysFromStart(3)},
                  {"vbank_holder", "포트원"}};
  const auto as_tier = [&](std::string_view method, const std::string& target,
                           const std::string& text) {
    return api.Send(
        {std::string(method),
         target,
         {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}, {"Tier", "AAA"}},
         text});
  };
  const Json issued = as_tier("POST", "/vbanks", body.dump()).response();
  const std::string path = "/payments/" + issued["imp_uid"].get<std::string>();
  CHECK(api.Get(path).status == 404);
  CHECK(CountUpcoming(api) == 1);
  Advance(api, "3d");
  CHECK(as_tier("GET", path, "").response()["status"] == "failed");
}

}  // namespace
}  // namespace portone
