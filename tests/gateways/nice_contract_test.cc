// SPDX-License-Identifier: MIT
// NICE's contract, except cards and taxes: escrow, virtual accounts, secrets, error codes.
#include <set>

#include "gateways/nice_codes.h"
#include "gateways/nice_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string CancelWith(TestApi& api, const Json& body) {
  return Summary(api.Post(kCancelPath, body));
}

TEST_CASE("NI22: an escrow payment is marked as such and can only be cancelled in full",
          "[gateway][nice]") {
  TestApi api;
  CHECK(OpenNice(api).json["payment"]["escrow"] == false);
  CHECK(OpenNice(api, {{"merchant_uid", "o-2"}, {"escrow", true}}).json["payment"]["escrow"] ==
        true);
  CHECK(CancelWith(api, {{"merchant_uid", "o-2"}, {"amount", 1'000}}) ==
        "200 -1 결제취소에 실패하였습니다. 에스크로 부분취소 불가.");
  CHECK(api.Get("/payments/find/o-2").response()["status"] == "paid");
  CHECK(CancelWith(api, {{"merchant_uid", "o-2"}}) == "200 0");
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}, {"amount", 1'000}}) == "200 0");
}

TEST_CASE(
    "NI22: with escrow_cancel=after_decision it cannot be cancelled before the buyer's decision",
    "[gateway][nice]") {
  TestApi api(NiceSetup({{"escrow_cancel", "after_decision"}}));
  REQUIRE(GetWindowOutcome(OpenNice(api, {{"escrow", true}})) == "paid");
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}}) ==
        "200 -1 결제취소에 실패하였습니다. 에스크로 거래는 구매 또는 구매거절 시 취소가능");
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "paid");
  REQUIRE(GetWindowOutcome(OpenNice(api, {{"merchant_uid", "o-2"}})) == "paid");
  CHECK(CancelWith(api, {{"merchant_uid", "o-2"}}) == "200 0");
}

TEST_CASE("NI23: vbank_due is a date or a time to the minute; one in the past is refused with A108",
          "[gateway][nice]") {
  const auto [due, outcome, at] = GENERATE(table<std::string, std::string, std::string>({
      {"20240202", "ready", "2024-02-02T23:59:59+09:00"},
      {"202402021530", "ready", "2024-02-02T15:30:00+09:00"},
      {"20240130", "failed: [A108] 입금예정일을 오늘 이전 날짜로 설정할 수 없습니다", ""},
      {"202401310859", "failed: [A108] 입금예정일을 오늘 이전 날짜로 설정할 수 없습니다", ""},
      {"tomorrow",
       "no window: vbank_due 파라메터가 올바르지 않습니다. (YYYYMMDD 또는 YYYYMMDDHHmm 형식이어야 "
       "합니다)",
       ""},
  }));
  CAPTURE(due);
  TestApi api;
  const TestReply reply = OpenNice(api, {{"pay_method", "vbank"}, {"vbank_due", due}});
  CHECK(GetWindowOutcome(reply) == outcome);
  if (outcome != "ready") return;
  CHECK(reply.json["payment"]["vbank_date"] == ToUnixSeconds(At(at)));
}

TEST_CASE("NI25: with a wrong or missing cancel password every cancellation is refused",
          "[gateway][nice]") {
  const auto [setting, outcome] = GENERATE(table<std::string, std::string>({
      {"wrong", "200 -1 결제취소에 실패하였습니다. 취소패스워드 불일치"},
      {"missing", "200 -1 결제취소에 실패하였습니다. 취소패스워드 미 입력"},
      {"set", "200 0"},
  }));
  TestApi api(NiceSetup({{"cancel_password", setting}}));
  REQUIRE(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}, {"amount", 1'000}}) == outcome);
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}}) == outcome);
  CHECK(api.Get("/payments/find/o-1").response()["status"] ==
        (setting == "set" ? "cancelled" : "paid"));
}

TEST_CASE(
    "NI26: merchant id, key and cancel password belong to the channel: replies show "
    "the id, and nothing works without the key",
    "[gateway][nice]") {
  TestApi api;
  const Json paid = api.Post(kOnetime, OnetimeBody("o-1")).response();
  CHECK(paid["pg_id"] == "nictest04m");
  CHECK(paid["pg_tid"].get<std::string>().starts_with("nictest04m"));
  const auto [setting, error] = GENERATE(table<std::string, std::string>({
      {"wrong", "[A211]해쉬값 검증에 실패하였습니다"},
      {"missing", "[A301]가맹점키 조회 오류입니다."},
  }));
  SetNiceSettings(api, {{"merchant_key", setting}});
  const std::string spaced = error.substr(0, 6) + " " + error.substr(6);
  CHECK(Summary(api.Post(kKim, CardBody())) ==
        "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. " + error);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-2"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. " + error);
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}}) ==
        "200 -1 결제취소에 실패하였습니다. " + error.substr(6));
  CHECK(GetWindowOutcome(OpenNice(api, {{"merchant_uid", "o-3"}})) == "failed: " + spaced);
  CHECK(Summary(api.Post("/vbanks", {{"merchant_uid", "o-4"},
                                     {"amount", 11'000},
                                     {"vbank_code", "004"},
                                     {"vbank_due", ToUnixSeconds(Start()) + 86'400},
                                     {"vbank_holder", "포트원"}})) ==
        "200 -1 가상계좌 발급에 실패하였습니다. " + spaced);
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "paid");
  CHECK(api.Control("PUT", "/channels/channel-key-nice",
                    R"({"pg": "nice", "pg_id": "x", "settings": {"merchant_key": "?"}})")
            .status == 400);
}

TEST_CASE("NI28: the minimum is 1,000 won for cards, less for other payment methods",
          "[gateway][nice]") {
  const std::string error = "[3041] 금액 오류(1000원 미만 신용카드 승인 불가)";
  TestApi api;
  CHECK(GetWindowOutcome(OpenNice(api, {{"amount", 999}})) == "failed: " + error);
  CHECK(GetWindowOutcome(OpenNice(api, {{"amount", 1'000}})) == "paid");
  CHECK(GetWindowOutcome(OpenNice(
            api, {{"merchant_uid", "o-2"}, {"amount", 999}, {"pay_method", "trans"}})) == "paid");
  Json onetime = OnetimeBody("o-3");
  onetime["amount"] = 999;
  CHECK(Summary(api.Post(kOnetime, onetime)) == "200 -1 결제에 실패하였습니다. " + error);
  CHECK(api.Get("/payments/find/o-3").status == 404);
  CHECK_THAT(api.Control("GET", "/journal").text, Catch::Contains("minimum_amount"));
  onetime["amount"] = 1'000;
  CHECK(Summary(api.Post(kOnetime, onetime)) == "200 0");
}

TEST_CASE(
    "NI30: PortOne refuses a used order number before NICE can; NICE's own codes for that are "
    "known",
    "[gateway][nice]") {
  TestApi api;
  REQUIRE(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");
  const auto [code, text] = GENERATE(table<std::string, std::string>({
      {"A127", "주문번호 중복 오류"},
      {"2156", "중복등록된거래요청"},
      {"2201", "기승인존재"},
      {"1651", "승인 TID 중복 오류"},
  }));
  api.headers = {{"X-PortOne-Test-Code", code}};
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)");
  const Json failed = api.Post(kOnetime, OnetimeBody("o-2")).response();
  CHECK(failed["status"] == "failed");
  CHECK(failed["fail_reason"] == "[" + code + "] " + text);
}

TEST_CASE("NI33: a cash receipt needs no identifier_type", "[gateway][nice]") {
  TestApi api;
  const auto issue = [&api](const char* pg) {
    return Summary(api.Post(std::string("/receipts/external/") + pg,
                            {{"channel_key", std::string("channel-key-") + pg},
                             {"name", "당근"},
                             {"amount", 11'000},
                             {"identifier", "123-45-67890"},
                             {"type", "company"}}));
  };
  CHECK(issue("nice") == "200 0");
  CHECK(issue("settle") == "400 -1 identifier_type 파라메터가 누락되었습니다.");
  const Json row = api.Control("GET", "/receipts").json["receipts"][0];
  CHECK(row["identifier_type"] == "business");  // told from the number
}

TEST_CASE("nice: every error code is listed once and can be forced", "[gateway][nice]") {
  TestApi api;
  std::set<std::string_view> seen;
  for (const ErrorText& row : kNiceErrors) {
    CAPTURE(row.code);
    CHECK(seen.insert(row.code).second);
    CHECK_FALSE(row.message.empty());
    const std::optional<GatewayError> found = Rules("nice").FindError(row.code);
    REQUIRE(found);
    CHECK(found->message == row.message);
  }
  // Success codes and the new module's codes are not in the table.
  for (const char* code : {"3001", "4000", "4100", "A000", "2001", "F100", "F101", "F200", "P037"})
    CHECK_FALSE(Rules("nice").FindError(code));
  REQUIRE(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");
  api.headers = {{"X-PortOne-Test-Code", "2016"}};
  CHECK(CancelWith(api, {{"merchant_uid", "o-1"}}) ==
        "200 -1 결제취소에 실패하였습니다. 취소 기한 초과");
}

}  // namespace
}  // namespace portone::gateways
