// SPDX-License-Identifier: MIT
// The pages behind receipt_url, of payments and of cash receipts.
#include <string>

#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::TestApi;

/// The path of a link to the emulator itself.
std::string RemoveOrigin(const std::string& link) {
  const std::string origin = "http://pay.test:12010";
  REQUIRE(link.starts_with(origin + "/_emulator/receipts/"));
  return link.substr(origin.size());
}

api::Reply OpenPage(TestApi& api, const std::string& target) {
  return api.handler.Handle({"GET", target, {}, ""});
}

TEST_CASE("receipts: the link in a payment opens a page that shows it", "[control][receipt]") {
  TestApi api;
  api.headers = {{"Host", "pay.test:12010"}};
  const auto [pg, page_of_gateway] = GENERATE(table<std::string, std::string>({
      {"kcp", "admin8.kcp.co.kr/assist/bill.BillActionNew.do?cmd=card_bill&tno="},
      {"nice", "npg.nicepay.co.kr/issue/IssueLoader.do?TID="},
  }));
  Json body = testing::OnetimeBody("o-1");
  body["pg"] = pg;
  body["name"] = "<b>커피 & 차</b>";
  Json paid = api.Post("/subscribe/payments/onetime", body).response();
  const std::string link = paid["receipt_url"].get<std::string>();
  CHECK(link.starts_with("http://pay.test:12010/_emulator/receipts/" + page_of_gateway +
                         paid["pg_tid"].get<std::string>() + "&"));
  const Json cancelled =
      api.Post("/payments/cancel",
               {{"merchant_uid", "o-1"}, {"amount", 3000}, {"reason", "too cold"}})
          .response();
  CHECK(cancelled["receipt_url"] == link);
  CHECK(cancelled["cancel_history"][0]["receipt_url"] == link);

  const api::Reply page = OpenPage(api, RemoveOrigin(link));
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  for (const char* part : {"o-1", "10000 KRW", "3000 KRW", "too cold",
                           "&lt;b&gt;커피 &amp; 차&lt;/b&gt;", "2024-01-31 09:00:00"}) {
    CAPTURE(part);
    CHECK(page.body.find(part) != std::string::npos);
  }
  CHECK(page.body.find("<b>") == std::string::npos);
}

TEST_CASE("receipts: an invalid Host header is not used in the link", "[control][receipt]") {
  TestApi api;
  int order = 0;
  for (const char* host : {"a\xff"
                           "b",
                           "a\"b", "a/b", "a b"}) {
    api.headers = {{"Host", host}};
    const Json paid = api.Post("/subscribe/payments/onetime",
                               testing::OnetimeBody("o-" + std::to_string(++order)))
                          .response();
    CHECK(paid["receipt_url"].get<std::string>().starts_with("http://localhost/_emulator/"));
  }
}

TEST_CASE("receipts: a payment that was never paid has neither a link nor a page",
          "[control][receipt]") {
  TestApi api;
  const Json failed =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1", "4000-0000-0000-0341"))
          .response();
  CHECK(failed["receipt_url"].is_null());
  const std::string code = api.registry.Default()->credentials.user_code;
  const auto summary = [&api](const std::string& query) {
    return testing::ControlSummary(api.Control("GET", "/receipts/kcp.test/bill?" + query));
  };
  CHECK(summary("user_code=" + code + "&imp_uid=" + failed["imp_uid"].get<std::string>()) ==
        "404 not_found imp_uid no payment with this imp_uid has a receipt");
  CHECK(summary("user_code=imp00000001&imp_uid=imps_1") ==
        "404 unknown_sandbox user_code no sandbox has this user code");
  CHECK(summary("imp_uid=imps_1") ==
        "400 invalid_parameter user_code user_code: must be given once; receipt links end with it");
  CHECK(summary("user_code=imp1&imp_uid[]=1") ==
        "400 invalid_parameter imp_uid imp_uid: must be given once; receipt links end with it");
}

TEST_CASE("receipts: with receipt_links gateway, the link is the gateway's own, as recorded",
          "[control][receipt]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.receipt_links = ReceiptLinks::kGateway;
  TestApi api(setup);
  Json body = testing::OnetimeBody("o-1");
  body["pg"] = "kcp";
  const Json paid = api.Post("/subscribe/payments/onetime", body).response();
  CHECK(paid["receipt_url"] ==
        "https://admin8.kcp.co.kr/assist/bill.BillActionNew.do?cmd=card_bill&tno=" +
            paid["pg_tid"].get<std::string>() + "&order_no=" + paid["imp_uid"].get<std::string>() +
            "&trade_mony=10000");
}

TEST_CASE("receipts: a sub-merchant's payment has its page too", "[control][receipt][tier]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"}};
  TestApi api(setup);
  api.headers = {{"Host", "pay.test:12010"}, {"Tier", "A01"}};
  const Json paid = api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response();
  CHECK(OpenPage(api, RemoveOrigin(paid["receipt_url"].get<std::string>())).status == 200);
}

TEST_CASE("receipts: the page of a cash receipt shows it to everybody who has the link",
          "[control][receipt]") {
  TestApi api;
  api.headers = {{"Host", "pay.test:12010"}};
  const std::string imp_uid = testing::PayInWindow(
      api, testing::WindowParams("kcp", "o-1", {{"pay_method", "trans"}, {"amount", 11'000}}));
  const Json receipt = api.Post("/receipts/" + imp_uid,
                                {{"identifier", "010-1234-5678"}, {"buyer_name", "<b>김</b>"}})
                           .response();
  const std::string link = receipt["receipt_url"];
  CHECK(link.starts_with("http://pay.test:12010/_emulator/receipts/admin8.kcp.co.kr/assist/"));
  CHECK(link.find("cmd=cash_bill") != std::string::npos);
  const api::Reply page = OpenPage(api, RemoveOrigin(link));
  CHECK(page.status == 200);
  for (const std::string& part :
       {receipt["apply_num"].get<std::string>(), std::string("11000 KRW"),
        std::string("010****5678"), std::string("&lt;b&gt;김&lt;/b&gt;")}) {
    CAPTURE(part);
    CHECK(page.body.find(part) != std::string::npos);
  }
  CHECK(page.body.find("01012345678") == std::string::npos);
}

}  // namespace
}  // namespace portone
