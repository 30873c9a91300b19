// SPDX-License-Identifier: MIT
// KCP's card, amount and instalment errors, row by row (docs/gateways/kcp.md).
#include <map>
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kIssueRefused = "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. ";
constexpr const char* kCardRefused = "200 -1 카드정보 인증에 실패하였습니다. ";
constexpr const char* kChargeRefused = "200 -1 결제에 실패하였습니다. ";

engine::Setup KcpSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {{ChannelKey("channel-key-kcp"), PgCode("kcp"), "T0000", settings}};
  return setup;
}

Json MergePatch(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

/// Checks that issue and one-time charge refuse a card alike, or both accept it, and that a refusal
/// leaves nothing behind.
void CheckCardRefusal(TestApi& api, const Json& patch, const std::string& error) {
  CAPTURE(patch.dump());
  const std::string before = api.Describe();
  const std::string issued = Summary(api.Post(kKim, MergePatch(CardBody(), patch)));
  const std::string charged = Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), patch)));
  CHECK(issued == (error.empty() ? "200 0" : kIssueRefused + error));
  CHECK(charged == (error.empty() ? "200 0" : kCardRefused + error));
  if (!error.empty()) CHECK(api.Describe() == before);
}

/// Checks that charging a key fails with these codes.
void CheckDeclines(const std::vector<std::pair<std::string, std::string>>& errors) {
  TestApi api(KcpSetup());
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  for (const auto& [code, text] : errors) {
    CAPTURE(code);
    api.headers = {{"X-PortOne-Test-Code", code}};
    const TestReply reply = api.Post(kAgain, AgainBody("kim", "o-" + code));
    CHECK(Summary(reply) == "200 0");
    CHECK(reply.response()["status"] == "failed");
    CHECK(reply.response()["fail_reason"] == "[" + code + "] " + text);
  }
  api.headers.clear();
  CHECK(api.Post(kAgain, AgainBody("kim", "o-1")).response()["status"] == "paid");
}

/// Checks that presenting a card is refused with these codes.
void CheckRefusals(const std::vector<std::pair<std::string, std::string>>& errors) {
  for (const auto& [code, text] : errors) {
    TestApi api(KcpSetup());
    api.headers = {{"X-PortOne-Test-Code", code}};
    CheckCardRefusal(api, Json::object(), "[" + code + "]" + text);
  }
}

TEST_CASE("K8: a key is stored over REST with number, expiry, birth and password",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  const Json key = api.Post(kKim, CardBody("5570-4212-3456-7221")).response();
  CHECK(key["customer_uid"] == "kim");
  CHECK(key["pg_provider"] == "kcp");
  CHECK(key["card_number"] == "5570420000007221");
  CHECK(api.Get(kKim).response() == key);
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) == "200 0");
}

TEST_CASE("K9: onetime with a customer_uid charges and stores the key, also without a password",
          "[gateway][kcp]") {
  TestApi api(KcpSetup({{"card_auth", "strict"}}));
  Json body = MergePatch(OnetimeBody("o-1"), {{"customer_uid", "kim"}});
  const Json payment = api.Post(kOnetime, body).response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["customer_uid_usage"] == "payment");
  CHECK(api.Post(kAgain, AgainBody("kim", "o-2")).response()["status"] == "paid");
  const Json bare = MergePatch(OnetimeBody("o-3"), {{"pwd_2digit", nullptr}});
  CHECK(Summary(api.Post(kOnetime, bare)) == "200 0");
  TestApi lenient(KcpSetup());
  body["pwd_2digit"] = nullptr;
  CHECK(Summary(lenient.Post(kOnetime, body)) == "200 0");
  CHECK(lenient.Get(kKim).code() == 0);
}

TEST_CASE("K10: birth is six digits or a business number of ten", "[gateway][kcp]") {
  TestApi api(KcpSetup());
  const auto [birth, error] = GENERATE(table<Json, std::string>({
      {"123456", ""},
      {"801231", ""},
      {880515, ""},
      {"1234567890", ""},
      {nullptr, ""},
      {"19880515", "[8110]포맷에러(지불|신용카드|주민번호)"},
      {"88051", "[8110]포맷에러(지불|신용카드|주민번호)"},
      {"88-515", "[8110]포맷에러(지불|신용카드|주민번호)"},
  }));
  CheckCardRefusal(api, {{"birth", birth}}, error);
}

TEST_CASE("K10: a strict channel requires a valid birth date or business number",
          "[gateway][kcp]") {
  TestApi api(KcpSetup({{"card_auth", "strict"}}));
  const auto [birth, error] = GENERATE(table<Json, std::string>({
      {"801231", ""},
      {"1208147521", ""},
      {"123456", "[CC66]주민번호 오류"},
      {"801232", "[CC66]주민번호 오류"},
      {"1208147522", "[CC67]사업자번호 오류(인증)"},
      {nullptr, "[8110]포맷에러(지불|신용카드|주민번호)"},
  }));
  CheckCardRefusal(api, {{"birth", birth}}, error);
}

TEST_CASE("K11: the password is two digits, and a strict channel requires it for a key",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  const std::string format_error = "[8111]포맷에러(지불|신용카드|비밀번호)";
  CheckCardRefusal(api, {{"pwd_2digit", "1"}}, format_error);
  CheckCardRefusal(api, {{"pwd_2digit", "1x"}}, format_error);
  CheckCardRefusal(api, {{"pwd_2digit", "123"}}, format_error);
  CheckCardRefusal(api, {{"pwd_2digit", "00"}}, "");
  CheckRefusals({{"CC63", "비밀번호 오류"}, {"CC69", "인증오류 3회초과(당일거래 불가)"}});
  TestApi strict(KcpSetup({{"card_auth", "strict"}}));
  const Json without = MergePatch(CardBody(), {{"pwd_2digit", nullptr}});
  CHECK(Summary(strict.Post(kKim, without)) == kIssueRefused + format_error);
  CHECK(Summary(api.Post("/subscribe/customers/lee", without)) == "200 0");
}

TEST_CASE("K12: a card number that is not digits, too short, too long or unknown is refused",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  const auto [number, error] = GENERATE(table<std::string, std::string>({
      {"1234-1234-1234-123x", "[8107]포맷에러(지불|신용카드|카드번호)"},
      {"card", "[8107]포맷에러(지불|신용카드|카드번호)"},
      {"1234-1234-1234-1", "[8108]카드번호 오류"},
      {"1234-1234-1234-1234-1", "[8108]카드번호 오류"},
      {"1111-1111-1111-1111", "[CC14]카드번호 오류"},
      {"4092-0230-1234-1234", "[CC14]카드번호 오류"},
      {"1234-1234-1234-1234", ""},
  }));
  CheckCardRefusal(api, {{"card_number", number}}, error);
  CheckRefusals({{"2204", "유효하지 않은 카드번호 입니다."}});
}

TEST_CASE("K13: an expiry that is not a month is refused, one in the past on a strict channel",
          "[gateway][kcp]") {
  const auto [expiry, number, strict, error] =
      GENERATE(table<std::string, std::string, bool, std::string>({
          {"30/12", "1234-1234-1234-1234", false, "[8109]포맷에러(지불|신용카드|유효기간)"},
          {"2030-13", "1234-1234-1234-1234", false, "[8109]포맷에러(지불|신용카드|유효기간)"},
          {"2030-12", "4000-0000-0000-0069", false, "[CC55]유효기간 오류"},
          {"2019-01", "1234-1234-1234-1234", false, ""},
          {"2019-01", "1234-1234-1234-1234", true, "[8484]카드유효기간만료"},
          {"2023-12", "1234-1234-1234-1234", true, "[8484]카드유효기간만료"},
          {"2024-01", "1234-1234-1234-1234", true, ""},
      }));
  TestApi api(KcpSetup({{"card_expiry", strict ? "strict" : "format"}}));
  CheckCardRefusal(api, {{"expiry", expiry}, {"card_number", number}}, error);
  CheckDeclines({{"CC54", "카드유효기간만료 또는 불일치"}});
}

TEST_CASE("K14: a charge of a hundred won passes, as recorded", "[gateway][kcp]") {
  TestApi api(KcpSetup());
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), {{"amount", 100}}))) == "200 0");
  CHECK_THAT(api.Post(kOnetime, MergePatch(OnetimeBody("o-2"), {{"amount", 99}})).message(),
             Catch::Contains("[9010]"));
  CHECK_THAT(api.Control("GET", "/journal").text, Catch::Contains("minimum_amount"));
}

TEST_CASE("K14: a setting raises the minimum card charge to a thousand won", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"minimum_amount", "1000"}}));
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  const std::string text = "카드 최소 결제 금액은 1000원 이상입니다.";
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-1"), {{"amount", 999}}))) ==
        kChargeRefused + ("[9010] " + text));
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), {{"amount", 999}}))) ==
        kChargeRefused + ("[9010] " + text));
  CHECK(api.Describe() == before);
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-1"), {{"amount", 1'000}}))) ==
        "200 0");
  CheckDeclines({{"8063", "포맷에러(결제최소금액오류)"}, {"8135", "신용카드 건최소한도 미만"}});
}

TEST_CASE("K15: PortOne refuses a repeated order number before KCP does; KCP's own codes are known",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  REQUIRE(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)");
  CheckDeclines({{"8338", "주문번호 중복 거래"},
                 {"9167", "주문번호 중복 입니다. - 해당 쇼핑몰로 문의하여 주시길 바랍니다."},
                 {"8586", "동일 주문번호 기 등록건"},
                 {"8094", "중복 거래요청, 처음부터 재시도 요망"},
                 {"8128", "신용카드 중복거래 요청 거절"}});
  api.headers = {{"X-PortOne-Test-Code", "8892"}};
  CHECK(Summary(api.Post(kKim, CardBody())) ==
        kIssueRefused + std::string("[8892]이미 등록된 카드요청"));
}

TEST_CASE("K16: a declined charge is a failed payment with the issuer's reason", "[gateway][kcp]") {
  CheckDeclines({{"CC04", "분실 혹은 거래불가 카드"},
                 {"CC07", "1회 한도초과"},
                 {"CC08", "1일 한도초과"},
                 {"CC10", "통장 잔액부족"},
                 {"CC43", "도난카드"},
                 {"CC44", "연체카드"},
                 {"CC45", "정지카드"},
                 {"CC61", "거래금액 한도초과"},
                 {"CC65", "사용횟수 초과"},
                 {"CC72", "카드사 TIMEOUT"}});
  const auto [card, reason] = GENERATE(table<std::string, std::string>({
      {"4000-0000-0000-0002", "[CC03] 카드사 거절(기타사유)"},
      {"4000-0000-0000-9995", "[CC10] 통장 잔액부족"},
      {"4000-0000-0000-9987", "[CC04] 분실 혹은 거래불가 카드"},
      {"4000-0000-0000-9979", "[CC43] 도난카드"},
      {"4000-0000-0000-6975", "[CC08] 1일 한도초과"},
      {"4000-0000-0000-0119", "[CC98] 카드사 시스템 장애"},
  }));
  TestApi api(KcpSetup());
  const TestReply reply = api.Post(kOnetime, OnetimeBody("o-1", card));
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["fail_reason"] == reason);
  CHECK(api.Post(kOnetime, OnetimeBody("o-1")).response()["status"] == "paid");
}

TEST_CASE(
    "K17: instalments start at fifty thousand won, at ten thousand or are refused, by contract",
    "[gateway][kcp]") {
  const std::string wrong_months = std::string(kChargeRefused) + "[CC16] 할부개월수 오류";
  const std::string no_instalments = std::string(kChargeRefused) + "[CC34] 할부불가가맹점";
  const auto [setting, won, outcome] = GENERATE_COPY(table<std::string, int, std::string>({
      {"from_50000", 49'999, wrong_months},
      {"from_50000", 50'000, "200 0"},
      {"from_10000", 9'999, wrong_months},
      {"from_10000", 10'000, "200 0"},
      {"none", 9'999, wrong_months},
      {"none", 50'000, no_instalments},
  }));
  CAPTURE(setting, won);
  TestApi api(KcpSetup({{"instalments", setting}}));
  Json body = MergePatch(OnetimeBody("o-1"), {{"amount", won}, {"card_quota", 2}});
  CHECK(Summary(api.Post(kOnetime, body)) == outcome);
  body.update(Json{{"merchant_uid", "o-2"}, {"card_quota", 0}});
  CHECK(Summary(api.Post(kOnetime, body)) == "200 0");
  CheckDeclines({{"CC47", "할부불가카드"}});
}

}  // namespace
}  // namespace portone::gateways
