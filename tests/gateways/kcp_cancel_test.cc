// SPDX-License-Identifier: MIT
// Cancelling at KCP, row by row (docs/gateways/kcp.md).
#include <map>
#include <string>

#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kCancel = "/payments/cancel";

engine::Setup KcpSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {{ChannelKey("channel-key-kcp"), PgCode("kcp"), "T0000", settings}};
  return setup;
}

/// Pays 10,000 won by card as "o-1".
void Pay(TestApi& api, const Json& patch = Json::object()) {
  Json body = OnetimeBody("o-1");
  body.update(patch);
  REQUIRE(Summary(api.Post("/subscribe/payments/onetime", body)) == "200 0");
}

/// The same by phone billing.
void PayByPhone(TestApi& api) {
  const Json params{{"merchant_uid", "o-1"}, {"amount", 10'000},
                    {"pay_method", "phone"}, {"buyer_name", "포트원"},
                    {"name", "당근"},        {"bypass", {{"shop_user_id", "abaddd"}}}};
  const TestReply reply = api.Control("POST", "/checkouts", Json{{"params", params}}.dump());
  REQUIRE(reply.json["callback"]["success"] == true);
}

std::string CancelPayment(TestApi& api, const Json& patch = Json::object()) {
  Json body{{"merchant_uid", "o-1"}};
  body.update(patch);
  return Summary(api.Post(kCancel, body));
}

Json PartialCancel(int won) {
  return {{"amount", won}};
}

Json RefundAccount() {
  return {{"refund_holder", "포트원"}, {"refund_bank", "BK04"}, {"refund_account", "1234567890"}};
}

int GetCancelledAmount(TestApi& api) {
  return api.Get("/payments/find/o-1").response()["cancel_amount"].get<int>();
}

TEST_CASE("K37: cancelling a tax-free sale must name tax_free if the channel requires it",
          "[gateway][kcp]") {
  TestApi api(KcpSetup({{"cancel_tax_free", "required"}}));
  Pay(api, {{"tax_free", 4'000}});
  const std::string before = api.Describe();
  CHECK(CancelPayment(api) == "200 -1 결제취소에 실패하였습니다. 복합과세 금액 설정오류");
  CHECK(CancelPayment(api, PartialCancel(4'000)) ==
        "200 -1 결제취소에 실패하였습니다. 복합과세 금액 설정오류");
  CHECK(api.Describe() == before);
  CHECK(CancelPayment(api, {{"amount", 4'000}, {"tax_free", 4'000}}) == "200 0");
  CHECK(CancelPayment(api, {{"amount", 6'000}, {"tax_free", 0}}) == "200 0");
  TestApi taxed(KcpSetup({{"cancel_tax_free", "required"}}));
  Pay(taxed);
  CHECK(CancelPayment(taxed) == "200 0");
  TestApi lenient(KcpSetup());
  Pay(lenient, {{"tax_free", 4'000}});
  CHECK(CancelPayment(lenient) == "200 0");
}

TEST_CASE("K38: a site without partial cancellation only accepts full ones", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"partial_cancel", "no"}}));
  Pay(api);
  CHECK(CancelPayment(api, PartialCancel(9'999)) ==
        "200 -1 결제취소에 실패하였습니다. 부분취소 불가 사이트");
  CHECK(GetCancelledAmount(api) == 0);
  CHECK(CancelPayment(api) == "200 0");
  CHECK(GetCancelledAmount(api) == 10'000);
}

TEST_CASE("K38: a partial cancellation below the site's minimum is refused", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"partial_cancel_minimum", "1000"}}));
  Pay(api);
  CHECK(CancelPayment(api, PartialCancel(999)) ==
        "200 -1 결제취소에 실패하였습니다. 부분취소 최소금액 미만");
  CHECK(CancelPayment(api, PartialCancel(1'000)) == "200 0");
  TestApi unlimited(KcpSetup());
  Pay(unlimited);
  CHECK(CancelPayment(unlimited, PartialCancel(1)) == "200 0");
}

TEST_CASE("K38: the site limits the number of partial cancellations", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"partial_cancel_limit", "3"}}));
  Pay(api);
  for (int i = 0; i < 3; ++i)
    CHECK(CancelPayment(api, PartialCancel(1'000)) == "200 0");
  CHECK(CancelPayment(api, PartialCancel(1'000)) ==
        "200 -1 결제취소에 실패하였습니다. 부분취소 가능횟수 초과");
  CHECK(CancelPayment(api) == "200 -1 결제취소에 실패하였습니다. 부분취소 가능횟수 초과");
  CHECK(GetCancelledAmount(api) == 3'000);
  TestApi unlimited(KcpSetup());
  Pay(unlimited);
  for (int i = 0; i < 9; ++i)
    CHECK(CancelPayment(unlimited, PartialCancel(1'000)) == "200 0");
}

TEST_CASE("K38: PortOne refuses more than its own remaining amount, KCP more than its own",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  Pay(api);
  CHECK(CancelPayment(api, PartialCancel(10'001)).starts_with("200 1 "));
  TestApi out_of_sync(KcpSetup({{"cancelled_in_kcp_console", "part"}}));
  Pay(out_of_sync);
  CHECK(CancelPayment(out_of_sync) == "200 -1 결제취소에 실패하였습니다. 부분취소 가능금액 초과");
  CHECK(CancelPayment(out_of_sync, PartialCancel(4'000)) ==
        "200 -1 결제취소에 실패하였습니다. 부분취소 남은금액 불일치");
  CHECK(GetCancelledAmount(out_of_sync) == 0);
}

TEST_CASE(
    "K39: PortOne refuses a second cancellation; KCP refuses one that its console already made",
    "[gateway][kcp]") {
  TestApi api(KcpSetup());
  Pay(api);
  CHECK(CancelPayment(api) == "200 0");
  CHECK(CancelPayment(api) == "200 1 이미 전액취소된 주문입니다.");
  TestApi out_of_sync(KcpSetup({{"cancelled_in_kcp_console", "all"}}));
  Pay(out_of_sync);
  CHECK(CancelPayment(out_of_sync) ==
        "200 -1 결제취소에 실패하였습니다. 기취소된 신용카드 거래 취소요청");
  CHECK(out_of_sync.Get("/payments/find/o-1").response()["status"] == "paid");
  TestApi phone(KcpSetup({{"cancelled_in_kcp_console", "all"}}));
  PayByPhone(phone);
  CHECK(CancelPayment(phone) == "200 -1 결제취소에 실패하였습니다. 기승인 취소된 거래");
}

TEST_CASE("K40: a site can only cancel from IP addresses registered in KCP's console",
          "[gateway][kcp]") {
  TestApi api(KcpSetup({{"cancel_ip", "unregistered"}}));
  Pay(api);
  const std::string before = api.Describe();
  CHECK(CancelPayment(api) ==
        "200 -1 결제취소에 실패하였습니다. 취소불가 (파트너관리자-결제서버 IP 확인)");
  CHECK(api.Describe() == before);
  TestApi registered(KcpSetup());
  Pay(registered);
  CHECK(CancelPayment(registered) == "200 0");
}

TEST_CASE("K41: refunding a phone bill of an earlier month needs an account and a contract",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  PayByPhone(api);
  CHECK(CancelPayment(api, PartialCancel(5'000)) ==
        "200 -1 결제취소에 실패하였습니다. 부분취소 불가 사이트");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");  // 1 February
  const std::string missing =
      "200 -1 결제취소에 실패하였습니다. 휴대폰 결제의 익월 환불에는 refund_holder, refund_bank, "
      "refund_account가 "
      "필요합니다";
  for (const char* parameter : {"refund_holder", "refund_bank", "refund_account"}) {
    Json refund = RefundAccount();
    refund.erase(parameter);
    CHECK(CancelPayment(api, refund) == missing);
  }
  const Json without{{"pg", "kcp"}, {"settings", {{"later_month_refunds", "no"}}}};
  api.Control("PUT", "/channels/channel-key-kcp", without.dump());
  CHECK(CancelPayment(api, RefundAccount()) ==
        "200 -1 결제취소에 실패하였습니다. 휴대폰 결제는 결제한 달에만 취소할 수 있습니다");
  api.Control("PUT", "/channels/channel-key-kcp", R"({"pg": "kcp"})");
  CHECK(CancelPayment(api, RefundAccount()) == "200 0");
  CHECK(GetCancelledAmount(api) == 10'000);
}

TEST_CASE("K41: in its own month a phone bill needs no account", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"later_month_refunds", "no"}}));
  PayByPhone(api);
  CHECK(CancelPayment(api) == "200 0");
}

}  // namespace
}  // namespace portone::gateways
