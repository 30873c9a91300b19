// SPDX-License-Identifier: MIT
// The request_pay samples of PortOne's guide to NICE's old module, unchanged (fixtures/guides),
// with default settings unless the guide names a condition. Its curl samples:
// tests/e2e/guides_test.cc.
#include <fstream>
#include <sstream>

#include "gateways/nice_shop.h"
#include "support/program.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

Json ReadSample(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(SourcePath("fixtures/guides/nice_" + name + ".json")).rdbuf();
  return Json::parse(text.str());
}

/// The guide's request merged with another of its samples and a patch.
Json RequestWith(const std::string& name, const Json& patch = Json::object()) {
  Json params = ReadSample("request_pay");
  params.merge_patch(ReadSample(name));
  params.merge_patch(patch);
  return params;
}

TestReply OpenNiceWindow(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  Json body{{"params", params}};
  body.update(rest);
  return api.Control("POST", "/checkouts", body.dump());
}

Json Months(int quota) {
  return {{"card", {{"quota", quota}}}};
}

TEST_CASE("nice guide: the request is paid on a PC, by callback, once", "[gateway][nice][guide]") {
  TestApi api;
  const TestReply reply = OpenNiceWindow(api, ReadSample("request_pay"));
  CHECK(GetWindowOutcome(reply) == "paid");
  CHECK(reply.json["callback"]["success"] == true);
  CHECK(reply.json["callback"]["paid_amount"] == 1'004);
  CHECK(reply.json["callback"]["pg_provider"] == "nice");
  CHECK(reply.json["callback"]["buyer_name"] == "구매자이름");
  CHECK(api.Get("/payments/find/order_no_0001").response()["status"] == "paid");
  CHECK(GetWindowOutcome(OpenNiceWindow(api, ReadSample("request_pay"))).starts_with("no window"));
}

TEST_CASE("nice guide: the request is paid on mobile, by redirect", "[gateway][nice][guide]") {
  TestApi api;
  const TestReply reply = OpenNiceWindow(api, ReadSample("request_pay"), {{"device", "mobile"}});
  CHECK(GetWindowOutcome(reply) == "paid");
  CHECK(reply.json["callback"].is_null());
  CHECK(reply.json["redirect_url"].get<std::string>().find("imp_success=true") !=
        std::string::npos);
}

TEST_CASE("nice guide: display.card_quota offers six months, from 50,000 won",
          "[gateway][nice][guide]") {
  const auto [won, quota, outcome] = GENERATE(table<int, int, std::string>({
      {1'004, 0, "paid"},
      {1'004, 6, "failed: [3024] 할부 최소금액 오류(50000미만)"},
      {50'000, 6, "paid"},
      {50'000, 7, "failed: [3022] 할부개월오류"},
  }));
  CAPTURE(won, quota);
  TestApi api;
  CHECK(GetWindowOutcome(OpenNiceWindow(api, RequestWith("card_quota", {{"amount", won}}),
                                        Months(quota))) == outcome);
}

TEST_CASE("nice guide: card.direct opens 현대카드 with three months", "[gateway][nice][guide]") {
  TestApi api;
  const Json paid =
      OpenNiceWindow(api, RequestWith("card_direct", {{"amount", 50'000}})).json["payment"];
  CHECK(paid["status"] == "paid");
  CHECK(paid["card_name"] == "현대카드");
  CHECK(paid["card_quota"] == 3);
}

TEST_CASE("nice guide: card.detail leaves only 신한카드", "[gateway][nice][guide]") {
  TestApi api;
  const Json kookmin{{"card", {{"number", "5570420000000001"}, {"expiry", "2030-12"}}}};
  CHECK(GetWindowOutcome(OpenNiceWindow(api, RequestWith("card_detail"), kookmin)) ==
        "failed: [F118] 해당카드는 사용이 불가능 합니다 타사카드를 이용해주세요");
  const Json paid = OpenNiceWindow(api, RequestWith("card_detail")).json["payment"];
  CHECK(paid["status"] == "paid");
  CHECK(paid["card_name"] == "신한카드");
}

TEST_CASE("nice guide: a zero-rated sale under a fixed-amount contract is cancelled exactly",
          "[gateway][nice][guide]") {
  TestApi api(NiceSetup({{"tax_mode", "fixed"}}));
  REQUIRE(GetWindowOutcome(OpenNiceWindow(api, RequestWith("vat_amount"))) == "paid");
  Json cancel{{"merchant_uid", "order_no_0001"}};
  CHECK(api.Post(kCancelPath, cancel).code() == -1);
  cancel.update(ReadSample("vat_amount"));
  CHECK(Summary(api.Post(kCancelPath, cancel)) == "200 0");
  CHECK(api.Get("/payments/find/order_no_0001").response()["status"] == "cancelled");
}

}  // namespace
}  // namespace portone::gateways
