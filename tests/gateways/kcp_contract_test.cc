// SPDX-License-Identifier: MIT
// Contract settings of KCP, row by row (docs/gateways/kcp.md).
#include <map>
#include <string>

#include "support/addresses.h"
#include "support/page_refusal.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kIssueRefused = "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. ";

engine::Setup KcpSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {{ChannelKey("channel-key-kcp"), PgCode("kcp"), "A8QT1", settings}};
  return setup;
}

/// Changes the channel's contract at runtime.
void ChangeSettings(TestApi& api, const Json& settings, std::string_view pg = "kcp") {
  const Json body{{"pg", pg}, {"pg_id", "A8QT1"}, {"settings", settings}};
  REQUIRE(api.Control("PUT", "/channels/channel-key-" + std::string(pg), body.dump()).status ==
          200);
}

TestReply OpenKcpWindow(TestApi& api, const Json& params) {
  Json all{{"pg", "kcp"}, {"merchant_uid", "w-1"}, {"amount", 10'000}, {"name", "당근 10kg"}};
  all.update(params);
  return api.Control("POST", "/checkouts", Json{{"params", all}}.dump());
}

std::string GetKcpOutcome(const TestReply& window) {
  const Json& callback = window.json.at("callback");
  if (callback.at("success") == true) return "paid";
  return FormatRefusal(callback);
}

TEST_CASE(
    "K1: kcp is for REST and one-time payments, kcp_billing for issuing card keys in the window",
    "[gateway][kcp]") {
  TestApi api;
  Json card = CardBody();
  card["pg"] = "kcp";
  CHECK(api.Post(kKim, card).response()["pg_provider"] == "kcp");
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"merchant_uid", "w-2"}})) == "paid");
  CHECK(
      GetKcpOutcome(OpenKcpWindow(api, {{"customer_uid", "lee"}})) ==
      "INVALID_REQUEST 해당 PG사에서 지원하지 않는 기능입니다. (kcp : 결제창 방식의 빌링키 발급)");
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"pg", "kcp_billing"}, {"customer_uid", "lee"}})) ==
        "paid");
  CHECK(api.Get("/subscribe/customers/lee").response()["pg_provider"] == "kcp_billing");
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"pg", "kcp_billing"},
                                          {"customer_uid", "lee"},
                                          {"pay_method", "trans"},
                                          {"merchant_uid", "w-3"}})) ==
        "INVALID_REQUEST 지원되지 않는 결제수단입니다. (kcp_billing : trans)");
}

TEST_CASE(
    "K2: REST needs a separate contract, and the key window's channel issues no keys over REST",
    "[gateway][kcp]") {
  TestApi api(KcpSetup());
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  ChangeSettings(api, {{"rest_contract", "no"}});
  const std::string before = api.Describe();
  const std::string text = "[CC35]KEY-IN불가가맹점";
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) == kIssueRefused + text);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. " + text);
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) ==
        "200 -1 결제에 실패하였습니다. [CC35] KEY-IN불가가맹점");
  CHECK(api.Describe() == before);
  CHECK(GetKcpOutcome(OpenKcpWindow(api, Json::object())) == "paid");
  ChangeSettings(api, {{"rest_contract", "yes"}});
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) == "200 0");
  TestApi all;
  Json card = CardBody();
  card["pg"] = "kcp_billing";
  CHECK(Summary(all.Post(kKim, card)) == "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  Json onetime = OnetimeBody("o-1");
  onetime["pg"] = "kcp_billing";
  CHECK(Summary(all.Post(kOnetime, onetime)) ==
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
}

TEST_CASE("K3: a channel has its site code and, for keys, a batch group", "[gateway][kcp]") {
  TestApi api(KcpSetup());
  const Json channel = api.Control("GET", "/channels").json["channels"][0];
  CHECK(channel["pg_id"] == "A8QT1");
  CHECK(channel["settings"]["batch_group_id"] == "A52Q71000489");
  CHECK(channel["settings"]["site"] == "ready");
  CHECK(api.Post(kKim, CardBody()).response()["pg_id"] == "A8QT1");
  TestApi defaults;
  const Json channels = defaults.Control("GET", "/channels").json["channels"];
  for (const Json& default_channel : channels) {
    if (default_channel["pg"] != "kcp" && default_channel["pg"] != "kcp_billing") continue;
    CHECK(default_channel["settings"]["batch_group_id"] == "A52Q71000489");
  }
}

TEST_CASE("K4: without a batch group of its own site no key is stored or charged",
          "[gateway][kcp]") {
  const Json incomplete_settings =
      GENERATE(Json{{"batch_group_id", ""}}, Json{{"batch_group_status", "unapproved"}},
               Json{{"batch_group_status", "other_site"}});
  CAPTURE(incomplete_settings.dump());
  const std::string text = "[5209][배치빌] 존재하지않는(사용불가) GROUP_ID";
  TestApi api(KcpSetup());
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  ChangeSettings(api, incomplete_settings);
  const std::string before = api.Describe();
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) == kIssueRefused + text);
  Json key_storing_charge = OnetimeBody("o-1");
  key_storing_charge["customer_uid"] = "lee";
  CHECK(Summary(api.Post(kOnetime, key_storing_charge)) ==
        "200 -1 카드정보 인증에 실패하였습니다. " + text);
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) ==
        "200 -1 결제에 실패하였습니다. [5209] [배치빌] 존재하지않는(사용불가) GROUP_ID");
  CHECK(api.Describe() == before);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");

  ChangeSettings(api, incomplete_settings, "kcp_billing");
  const TestReply window = OpenKcpWindow(api, {{"pg", "kcp_billing"}, {"customer_uid", "park"}});
  CHECK(GetKcpOutcome(window) == "5209 [배치빌] 존재하지않는(사용불가) GROUP_ID");
  CHECK(window.json["payment"]["status"] == "failed");
  CHECK(api.Get("/subscribe/customers/park").code() == 1);
}

TEST_CASE("K5: a wrong site code or key is refused everywhere but where a key is deleted",
          "[gateway][kcp]") {
  const auto [site, code, text] = GENERATE(table<std::string, std::string, std::string>({
      {"wrong_code", "8001", "사이트DB설정오류"},
      {"wrong_key", "8002", "사이트 KEY 값 검증 오류"},
      {"unregistered", "8121", "미등록가맹점"},
  }));
  CAPTURE(site);
  TestApi api(KcpSetup());
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  REQUIRE(Summary(api.Post(kAgain, AgainBody("kim", "paid"))) == "200 0");
  ChangeSettings(api, {{"site", site}});
  const std::string coded = "[" + code + "]" + text;
  const std::string spaced = "[" + code + "] " + text;
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) == kIssueRefused + coded);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. " + coded);
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) ==
        "200 -1 결제에 실패하였습니다. " + spaced);
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "paid"}})) ==
        "200 -1 결제취소에 실패하였습니다. " + text);
  const TestReply window = OpenKcpWindow(api, Json::object());
  CHECK(GetKcpOutcome(window) == code + " " + text);
  CHECK(window.json["payment"]["fail_reason"] == window.json["callback"]["error_msg"]);
  CHECK(Summary(api.Delete(kKim)) == "200 0");
}

TEST_CASE("K6: the test site's amounts only apply if the channel enables them", "[gateway][kcp]") {
  TestApi api(KcpSetup({{"test_amounts", "on"}}));
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  const std::string refused =
      "200 -1 결제에 실패하였습니다. [8129] 테스트거래 금액오류(일시불 1,000~5,004 할부 50,004)";
  const auto [won, months, passes] = GENERATE(table<int, int, bool>({
      {1'000, 0, true},
      {5'004, 0, true},
      {5'005, 0, false},
      {50'004, 0, false},
      {50'004, 2, true},
      {50'003, 2, false},
      {50'005, 12, false},
  }));
  CAPTURE(won, months);
  Json body = AgainBody("kim", "o-1");
  body.update(Json{{"amount", won}, {"card_quota", months}});
  CHECK(Summary(api.Post(kAgain, body)) == (passes ? "200 0" : refused));
  Json onetime = OnetimeBody("o-2");
  onetime.update(Json{{"amount", won}, {"card_quota", months}});
  CHECK(Summary(api.Post(kOnetime, onetime)) == (passes ? "200 0" : refused));
  if (months == 0) {
    CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"amount", won}})) ==
          (passes ? "paid" : "8129 테스트거래 금액오류(일시불 1,000~5,004 할부 50,004)"));
  }
  ChangeSettings(api, Json::object());
  body["merchant_uid"] = "o-3";
  CHECK(Summary(api.Post(kAgain, body)) == "200 0");
}

TEST_CASE("K7: until the card companies have approved the site, cards are stored and not charged",
          "[gateway][kcp]") {
  TestApi api(KcpSetup({{"issuer_review", "pending"}}));
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) ==
        "200 -1 결제에 실패하였습니다. [8102] 신용카드 거래 불가 가맹점");
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. [8102]신용카드 거래 불가 가맹점");
  CHECK(api.Describe() == before);
  CHECK(GetKcpOutcome(OpenKcpWindow(api, Json::object())) == "8102 신용카드 거래 불가 가맹점");
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"pay_method", "trans"}, {"merchant_uid", "w-2"}})) ==
        "paid");
  REQUIRE(
      Summary(api.Post("/subscribe/payments/schedule",
                       ScheduleBody("kim", {EntryBody("s-1", Start() + std::chrono::hours{1})}))) ==
      "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const Json failed = api.Get("/payments/find/s-1").response();
  CHECK(failed["status"] == "failed");
  CHECK(failed["fail_reason"] == "결제에 실패하였습니다. [8102] 신용카드 거래 불가 가맹점");
  ChangeSettings(api, {{"issuer_review", "done"}});
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) == "200 0");
}

TEST_CASE("K43: a KCP cash receipt needs no identifier_type", "[gateway][kcp]") {
  for (const char* pg : {"kcp", "kicc"}) {
    CAPTURE(pg);
    TestApi api;
    const Json params{{"pg", pg},          {"pay_method", "trans"}, {"merchant_uid", "o-1"},
                      {"amount", 11'000},  {"name", "당근"},        {"buyer_name", "포트원"},
                      {"buyer_tel", "010"}};
    const TestReply paid = api.Control("POST", "/checkouts", Json{{"params", params}}.dump());
    REQUIRE(paid.json["payment"]["status"] == "paid");
    const std::string path = "/receipts/" + paid.json["payment"]["imp_uid"].get<std::string>();
    const TestReply issued = api.Post(path, {{"identifier", "010-1234-5678"}});
    const bool is_kcp = std::string_view(pg) == "kcp";
    CHECK(Summary(issued) ==
          (is_kcp ? "200 0" : "400 -1 identifier_type 파라메터가 누락되었습니다."));
  }
}

}  // namespace
}  // namespace portone::gateways
