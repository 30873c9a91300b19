// SPDX-License-Identifier: MIT
// The operations of receipts for payments that were not made through PortOne: their refusals in
// their order, sub-merchants, and what a gateway takes as an order number.
#include <string>
#include <utility>

#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::Summary;
using testing::TestApi;

constexpr const char* kOk = "200 0";
constexpr const char* kUnsupported = "501 -1 현재 지원되지 않는 PG사입니다.";
constexpr const char* kPhone = "010-1234-5678";

TEST_CASE("receipt: checks of an external one run in order", "[api][receipt]") {
  TestApi api;
  CheckErrorOrder(
      api, "/receipts/external/주문-😀",
      {{"{}", "400 -1 name 파라메터가 누락되었습니다."},
       {R"({"channel_key": "nope"})", "400 -1 name 파라메터가 누락되었습니다."},
       {R"({"name": "현금"})", "400 -1 amount 파라메터가 누락되었습니다."},
       {R"({"amount": 0})", "400 -1 amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)"},
       {R"({"amount": 1706659200000000})",
        "400 -1 amount 파라메터가 올바르지 않습니다. (금액이 너무 큽니다)"},
       {R"({"amount": 5500})", "400 -1 identifier 파라메터가 누락되었습니다."},
       {R"({"identifier": "1234567890", "type": "company", "pay_method": "card"})",
        "400 -1 pay_method 파라메터가 올바르지 않습니다. (trans, vbank 중 하나여야 "
        "합니다)"},
       {R"({"pay_method": "vbank"})", "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
       {R"({"channel_key": "channel-key-kakaopay"})", kUnsupported},
       {R"({"channel_key": "channel-key-kicc"})",
        "400 -1 identifier_type 파라메터가 누락되었습니다."},
       {R"({"identifier_type": "business", "tax_free": 5501})",
        "400 -1 tax_free 파라메터가 올바르지 않습니다. (amount보다 클 수 없습니다)"},
       {R"({"tax_free": 0})", kOk},
       {"{}", "400 -1 이미 현금영수증이 발급된 주문번호입니다."}});
  CHECK(Summary(api.Delete("/receipts/external/주문-😀")) == kUnsupported);
  CHECK(api.Get("/receipts/external/주문-😀").response()["merchant_uid"] == "주문-😀");
}

TEST_CASE("receipt: external ones and those of sub-merchants are kept apart", "[api][receipt]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"}};
  TestApi api(std::move(setup));
  const Json body{{"pg", "kcp"}, {"name", "a"}, {"amount", 100}, {"identifier", kPhone}};
  REQUIRE(Summary(api.Post("/receipts/external/cash-1", body)) == kOk);
  api.headers = {{"Tier", "A01"}};
  CHECK(api.Get("/receipts/external/cash-1").status == 404);
  REQUIRE(Summary(api.Post("/receipts/external/cash-1", body)) == kOk);
  CHECK(api.Control("GET", "/receipts?tier=A01").json["total"] == 1);
  CHECK(api.Control("GET", "/receipts").json["total"] == 2);
}

TEST_CASE("receipt: the link of an external one opens, whatever its order number is",
          "[api][receipt]") {
  TestApi api;
  api.headers = {{"Host", "pay.test:12010"}};
  const Json body{{"pg", "kcp"}, {"name", "a"}, {"amount", 100}, {"identifier", kPhone}};
  // "주문 1&a=b#c"
  const std::string link = api.Post("/receipts/external/%EC%A3%BC%EB%AC%B8%201%26a%3Db%23c", body)
                               .response()["receipt_url"];
  CHECK(link.find("&order_no=%EC%A3%BC%EB%AC%B8%201%26a%3Db%23c&") != std::string::npos);
  const std::string start = "http://pay.test:12010";
  REQUIRE(link.starts_with(start));
  const api::Reply page = api.handler.Handle({"GET", link.substr(start.size()), {}, ""});
  CHECK(page.status == 200);
  CHECK(page.body.find("주문 1&amp;a=b#c") != std::string::npos);
}

TEST_CASE("receipt: its numbers do not depend on what happened before", "[api][receipt]") {
  const Json body{{"pg", "kcp"}, {"name", "a"}, {"amount", 100}, {"identifier", kPhone}};
  const char* const target = "/receipts/external/cash-1";
  const auto issue = [&](TestApi& api) { return api.Post(target, body).response()["apply_num"]; };
  TestApi api;
  const Json first = issue(api);
  REQUIRE(Summary(api.Delete(target)) == kOk);
  const Json second = issue(api);
  CHECK(second != first);

  TestApi busy;
  REQUIRE(busy.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  REQUIRE(Summary(busy.Post("/receipts/external/cash-0", body)) == kOk);
  CHECK(issue(busy) == first);
  REQUIRE(Summary(busy.Delete(target)) == kOk);
  CHECK(issue(busy) == second);
}

TEST_CASE("receipt: Smartro takes no order number with other signs than letters and digits",
          "[api][receipt][gateway]") {
  TestApi api;
  const Json body{{"channel_key", "channel-key-smartro_v2"},
                  {"name", "당근"},
                  {"amount", 11'000},
                  {"identifier", kPhone},
                  {"identifier_type", "phone"},
                  {"type", "person"},
                  {"product_type", "real"},
                  {"buyer_name", "김구매"},
                  {"buyer_tel", kPhone},
                  {"pay_method", "trans"}};
  CHECK(api.Post("/receipts/external/cash-1", body).status == 500);
  CHECK(Summary(api.Post("/receipts/external/cash1", body)) == kOk);
}

}  // namespace
}  // namespace portone
