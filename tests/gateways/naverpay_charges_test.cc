// SPDX-License-Identifier: MIT
// Charges and schedules with Naver Pay's keys, row by row (docs/gateways/naverpay.md#naverpay).
#include "domain/calendar.h"
#include "gateways/naverpay_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kUsed =
    "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
    "있습니다)";
constexpr const char* kPast =
    "결제에 실패하였습니다. [Fail] 이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 "
    "합니다.";
constexpr const char* kMalformed =
    "결제에 실패하였습니다. [Fail] 이용완료일(naverUseCfm)은 yyyyMMdd 형식이어야 합니다.";

Json UseDate(std::string_view day) {
  return {{"extra", {{"naverUseCfm", day}}}};
}

/// A schedule entry in `days` days with this use date.
Json Entry(std::string_view merchant_uid, int days, std::string_view use_date = "") {
  Json entry = EntryBody(merchant_uid, Start() + days * kDay);
  if (!use_date.empty()) entry.update(UseDate(use_date));
  return entry;
}

TestReply RegisterSchedules(TestApi& api, const std::vector<Json>& entries) {
  return api.Post(kSchedule, ScheduleBody("kim", entries));
}

TEST_CASE("N17: every call needs its own order number, including issuing a key",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  CHECK(Summary(ChargeKim(api, "registration")) == kUsed);
  CHECK(Summary(RegisterSchedules(api, {Entry("registration", 1)})) == kUsed);
  CHECK(ChargeKim(api, "o-1").response()["status"] == "paid");
  CHECK(Summary(ChargeKim(api, "o-1")) == kUsed);
  CHECK(Summary(RegisterSchedules(api, {Entry("o-1", 1)})) == kUsed);
  const TestReply window = OpenWindow(api, RegistrationParams("o-1", "lee"));
  CHECK(window.json["callback"]["success"] == false);
  CHECK(window.json["callback"]["imp_uid"].is_null());
  CHECK(window.json["payment"].is_null());
}

TEST_CASE("N17: in strict mode a closed or refused window uses up its order number",
          "[gateway][naverpay]") {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  TestApi api(setup);
  const std::string used = "F1002 이미 결제가 이루어진 거래건입니다.";
  OpenWindow(api, PurchaseParams("closed"), {{"outcome", "close"}});
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("closed"))) == used);
  OpenWindow(api, PurchaseParams("refused", {{"amount", 9}}));
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("refused"))) == used);
}

TEST_CASE("N18: again requires customer_uid, merchant_uid and amount; everything else is optional",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  CheckErrorOrder(
      api, kAgain,
      {
          {"{}", R"x(200 1 ["customer_uid"] 파라메터는 필수입니다.)x"},
          {R"({"customer_uid": "kim"})", R"x(200 1 ["merchant_uid"] 파라메터는 필수입니다.)x"},
          {R"({"merchant_uid": "o-1"})", R"x(200 1 ["amount"] 파라메터는 필수입니다.)x"},
          {R"({"amount": 10000})", "200 0"},
      });
  const Json more{
      {"name", "Slim 요금제"}, {"tax_free", 1'000}, {"extra", {{"naverUseCfm", "20240131"}}}};
  const Json paid = ChargeKim(api, "o-2", more).response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["name"] == "Slim 요금제");
}

TEST_CASE("N19: the use date is an existing date in Korea, the payment's date or later",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const std::string before = api.Describe();
  for (const char* malformed : {"2024-02-01", "20240230", "240201", "tomorrow"})
    CHECK(Summary(ChargeKim(api, "o-1", UseDate(malformed))) ==
          "200 -1 " + std::string(kMalformed));
  CHECK(Summary(ChargeKim(api, "o-1", UseDate("20240130"))) == "200 -1 " + std::string(kPast));
  CHECK(Summary(ChargeKim(api, "o-1", UseDate("20201001"))) == "200 -1 " + std::string(kPast));
  CHECK(api.Describe() == before);
  CHECK(ChargeKim(api, "o-1", UseDate("20240131")).response()["status"] == "paid");
  CHECK(ChargeKim(api, "o-2", UseDate("20991231")).response()["status"] == "paid");
  // Midnight in Korea, nine hours before midnight UTC.
  api.Control("POST", "/clock/advance", R"({"to": "2024-01-31T23:59:59+09:00"})");
  CHECK(ChargeKim(api, "o-3", UseDate("20240131")).response()["status"] == "paid");
  api.Control("POST", "/clock/advance", R"({"by": "1s"})");
  CHECK(Summary(ChargeKim(api, "o-4", UseDate("20240131"))) == "200 -1 " + std::string(kPast));
}

TEST_CASE("N19: a one-time payment window checks the use date; issuing a key does not",
          "[gateway][naverpay]") {
  TestApi api;
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"naverUseCfm", "20201001"}}))) ==
        "Fail 이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 합니다.");
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"naverUseCfm", "20240131"}}))) ==
        "paid");
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-2", "kim", {{"naverUseCfm", "20201001"}}))) == "paid");
  CHECK(ReadWarnings(api) == Strings{"naverUseCfm is ignored when a key is issued"});
}

TEST_CASE("N19: a schedule checks the use date against its own date when accepted",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const std::string before = api.Describe();
  // 31 January is today, but in the past on the day of the charge.
  CHECK(
      Summary(RegisterSchedules(api, {Entry("o-1", 1, "20240201"), Entry("o-2", 2, "20240131")})) ==
      "200 -1 " + std::string(kPast));
  CHECK(Summary(RegisterSchedules(api, {Entry("o-1", 1, "soon")})) ==
        "200 -1 " + std::string(kMalformed));
  CHECK(api.Describe() == before);
  CHECK(Summary(RegisterSchedules(
            api, {Entry("o-1", 1, "20240201"), Entry("o-2", 2, "20240202")})) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "3d"})");
  for (const char* order : {"o-1", "o-2"})
    CHECK(api.Get("/payments/find/" + std::string(order)).response()["status"] == "paid");
}

TEST_CASE("N19: a schedule checks the use date again on the day it is charged",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  REQUIRE(Summary(RegisterSchedules(api, {Entry("o-1", 1, "20240201")})) == "200 0");
  api.Post("/subscribe/payments/unschedule", {{"customer_uid", "kim"}});
  REQUIRE(Summary(api.Post("/subscribe/payments/schedule/o-1/reschedule",
                           {{"schedule_at", ToUnixSeconds(Start() + 2 * kDay)}})) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "2d"})");
  const Json failed = api.Get("/payments/find/o-1").response();
  CHECK(failed["status"] == "failed");
  CHECK(failed["fail_reason"] == kPast);
}

TEST_CASE("N20: a channel requires the use date, allows it, or forbids it", "[gateway][naverpay]") {
  const std::string missing =
      "200 -1 결제에 실패하였습니다. [Fail] 이용완료일(naverUseCfm)이 누락되었습니다.";
  const std::string forbidden =
      "200 -1 결제에 실패하였습니다. [Fail] 이용완료일(naverUseCfm)을 사용하는 가맹점이 아닙니다.";
  const auto [mode, without, with] = GENERATE_COPY(table<std::string, std::string, std::string>({
      {"optional", "200 0", "200 0"},
      {"required", missing, "200 0"},
      {"forbidden", "200 0", forbidden},
  }));
  CAPTURE(mode);
  TestApi api;
  SetSettings(api, {{"use_cfm", mode}});
  IssueKey(api);
  CHECK(Summary(ChargeKim(api, "o-1")) == without);
  CHECK(Summary(ChargeKim(api, "o-2", UseDate("20240131"))) == with);
  CHECK(Summary(RegisterSchedules(api, {Entry("o-3", 1)})) == without);
  CHECK(Summary(RegisterSchedules(api, {Entry("o-4", 1, "20240201")})) == with);
  CHECK((GetCallbackResult(OpenWindow(api, PurchaseParams("o-5"))) == "paid") ==
        (without == "200 0"));
  CHECK((GetCallbackResult(OpenWindow(api, PurchaseParams("o-6", {{"naverUseCfm", "20240131"}}))) ==
         "paid") == (with == "200 0"));
}

TEST_CASE("N21: a form is equivalent to JSON", "[gateway][naverpay]") {
  TestApi api;
  SetSettings(api, {{"use_cfm", "required"}});
  IssueKey(api);
  const std::string again = "customer_uid=kim&merchant_uid=o-1&amount=10000&name=Slim 요금제";
  CHECK(api.PostForm(kAgain, again).code() == -1);
  CHECK(api.PostForm(kAgain, again + "&extra[naverUseCfm]=20201001").message() == kPast);
  CHECK(Summary(api.PostForm(kAgain, again + "&extra[naverUseCfm]=20240131")) == "200 0");
  const std::string form =
      "customer_uid=kim&schedules[0][merchant_uid]=o-2&schedules[0][amount]="
      "10000&schedules[0][schedule_at]=" +
      std::to_string(ToUnixSeconds(Start() + kDay)) + "&schedules[0][extra][naverUseCfm]=";
  CHECK(api.PostForm(kSchedule, form + "20240131").message() == kPast);
  CHECK(Summary(api.PostForm(kSchedule, form + "20240201")) == "200 0");
}

TEST_CASE("N22: several entries are scheduled at once, with seconds as a number or a string",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  Json as_text = Entry("o-2", 2);
  as_text["schedule_at"] = std::to_string(ToUnixSeconds(Start() + 2 * kDay));
  const TestReply registered = RegisterSchedules(api, {Entry("o-1", 1), as_text});
  REQUIRE(Summary(registered) == "200 0");
  CHECK(registered.response()[0]["schedule_at"] == ToUnixSeconds(Start() + kDay));
  CHECK(registered.response()[1]["schedule_at"] == ToUnixSeconds(Start() + 2 * kDay));
}

TEST_CASE("N23: a schedule cannot carry card details", "[gateway][naverpay]") {
  TestApi api;
  Json body = ScheduleBody("kim", {Entry("o-1", 1)});
  body.update(CardBody());
  body["pg"] = "naverpay";
  const std::string before = api.Describe();
  const std::string text = "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.";
  CHECK(Summary(api.Post(kSchedule, body)) == text);
  Json card = CardBody();
  card["pg"] = "naverpay";
  CHECK(Summary(api.Post("/subscribe/customers/kim", card)) == text);
  CHECK(api.Describe() == before);
  IssueKey(api);
  CHECK(Summary(api.Post(kSchedule, body)) == "200 0");
}

TEST_CASE("N24: the minimum is ten won", "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const std::string text = "10원 미만은 결제할 수 없습니다.";
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"amount", 9}}))) ==
        "Fail " + text);
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"amount", 10}}))) == "paid");
  // The amount that is displayed when a key is issued is not charged.
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("shown", "lee", {{"amount", 9}}))) ==
        "paid");
  const std::string before = api.Describe();
  CHECK(Summary(ChargeKim(api, "o-2", {{"amount", 9}})) ==
        "200 -1 결제에 실패하였습니다. [Fail] " + text);
  CHECK(api.Describe() == before);
  CHECK(ChargeKim(api, "o-2", {{"amount", 10}}).response()["status"] == "paid");
  Json entry = Entry("o-3", 1);
  entry["amount"] = 9;
  REQUIRE(Summary(RegisterSchedules(api, {entry})) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK_THAT(api.Get("/payments/find/o-3").response()["fail_reason"].get<std::string>(),
             Catch::EndsWith(text));
}

TEST_CASE("N31: maintenance and cards of other people are refused with Naver's codes",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const auto [code, text] = GENERATE(table<std::string, std::string>({
      {"BankMaintenance", "은행 시스템 점검 중입니다."},
      {"MaintenanceOngoing", "네이버페이 서비스 점검 중입니다."},
      {"OwnerAuthFail",
       "타인 명의 카드는 결제가 불가능합니다. 회원 본인 명의의 카드로 결제해주세요."},
  }));
  CHECK(GetCallbackResult(OpenWindowWithTestCode(api, code, PurchaseParams("o-1"))) ==
        code + " " + text);
  CHECK(GetCallbackResult(OpenWindowWithTestCode(api, code, RegistrationParams("o-2", "lee"))) ==
        code + " " + text);
  CHECK(api.Get("/subscribe/customers/lee").code() == 1);
  api.headers.push_back({"X-PortOne-Test-Code", code});
  const TestReply charged = ChargeKim(api, "o-3");
  CHECK(Summary(charged) == "200 0");
  CHECK(charged.response()["fail_reason"] == "[" + code + "] " + text);
  api.headers.clear();
  CHECK(ChargeKim(api, "o-3").response()["status"] == "paid");
}

}  // namespace
}  // namespace portone::gateways
