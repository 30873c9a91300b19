// SPDX-License-Identifier: MIT
// The samples of Naver Pay's guide for recurring payments, word for word (fixtures/guides): each in
// a sandbox of its own, then one after the other.
#include <fstream>
#include <sstream>
#include <string>

#include "gateways/naverpay_shop.h"
#include "support/program.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kPast =
    "200 -1 결제에 실패하였습니다. [Fail] 이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 "
    "합니다.";

std::string ReadSample(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(SourcePath("fixtures/guides/naverpay_" + name)).rdbuf();
  std::string sample = text.str();
  sample.pop_back();  // the line end
  return sample;
}

TestReply IssueAsPrinted(TestApi& api, const Json& changes = Json::object()) {
  Json params = Json::parse(ReadSample("register.json"));
  params.update(changes);
  return OpenWindow(api, params);
}

/// Sets the sandbox's clock to the day before the guide's schedule.
void SetClockBeforeSchedule(TestApi& api) {
  REQUIRE(api.Control("PUT", "/clock", R"({"now": "2018-02-28T09:00:00+09:00"})").status == 200);
}

/// Issues the key that the form samples use.
void IssuePlaceholderKey(TestApi& api) {
  const Json changes{{"customer_uid", "{가맹점의 결제 고객을 특정하는 Unique Key}"}};
  REQUIRE(GetCallbackResult(IssueAsPrinted(api, changes)) == "paid");
}

std::string Replace(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

TEST_CASE("naverpay guide: the window issues gildong's key and charges nothing",
          "[gateway][naverpay][guide]") {
  TestApi api;
  const TestReply window = IssueAsPrinted(api);
  CHECK(GetCallbackResult(window) == "paid");
  CHECK(window.json["callback"]["merchant_uid"] == "order_monthly_0001");
  CHECK(window.json["callback"]["paid_amount"] == 14'000);
  CHECK(window.json["redirect_url"].is_null());
  CHECK(api.Get("/subscribe/customers/gildong_0001_1234").response()["pg_provider"] == "naverpay");
  CHECK(ReadWarnings(api) == Strings{"naverChainId is for group merchants only"});
}

TEST_CASE("naverpay guide: the same product is not registered twice",
          "[gateway][naverpay][guide]") {
  TestApi api;
  REQUIRE(GetCallbackResult(IssueAsPrinted(api)) == "paid");
  CHECK(IssueAsPrinted(api).json["callback"]["imp_uid"].is_null());  // the order number is used
  CHECK(GetCallbackResult(IssueAsPrinted(api, {{"merchant_uid", "order_monthly_0009"}})) ==
        "Fail 이미 등록된 정기결제 정보입니다.");
}

TEST_CASE("naverpay guide: without naverPopupMode the result is at m_redirect_url",
          "[gateway][naverpay][guide]") {
  TestApi api;
  const TestReply window = IssueAsPrinted(api, {{"naverPopupMode", false}});
  CHECK(window.json["callback"].is_null());
  CHECK_THAT(window.json["redirect_url"].get<std::string>(),
             Catch::StartsWith("{등록 완료 후 리디렉션 될 URL}?imp_uid=imp_"));
}

TEST_CASE("naverpay guide: the again sample is out of date today and valid at its own time",
          "[gateway][naverpay][guide]") {
  const std::string body = ReadSample("again.json");
  TestApi today;
  REQUIRE(GetCallbackResult(IssueAsPrinted(today)) == "paid");
  CHECK(Summary(today.PostText(kAgain, body)) == kPast);

  TestApi then;
  SetClockBeforeSchedule(then);
  REQUIRE(GetCallbackResult(IssueAsPrinted(then)) == "paid");
  const TestReply paid = then.PostText(kAgain, body);
  CHECK(paid.response()["status"] == "paid");
  CHECK(paid.response()["amount"] == 10'000);
  CHECK(paid.response()["customer_uid_usage"] == "payment");
  CHECK(Summary(then.PostText(kAgain, body)) ==
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)");
}

TEST_CASE("naverpay guide: the again sample works as a form too", "[gateway][naverpay][guide]") {
  const std::string form = ReadSample("again.form");
  TestApi today;
  IssuePlaceholderKey(today);
  CHECK(Summary(today.PostForm(kAgain, form)) == kPast);

  TestApi then;
  SetClockBeforeSchedule(then);
  IssuePlaceholderKey(then);
  const TestReply paid = then.PostForm(kAgain, form);
  CHECK(paid.response()["status"] == "paid");
  CHECK(paid.response()["merchant_uid"] == "{가맹점 주문번호}");
  CHECK(paid.response()["name"] == "Slim 요금제(최초과금)");
}

TEST_CASE("naverpay guide: the schedule sample is out of date today and runs at its own time",
          "[gateway][naverpay][guide]") {
  const std::string body = ReadSample("schedule.json");
  TestApi today;
  REQUIRE(GetCallbackResult(IssueAsPrinted(today)) == "paid");
  const std::string before = today.Describe();
  CHECK(Summary(today.PostText(kSchedule, body)) ==
        "200 1 schedule_at은 현재 시각 이후여야 합니다. (order_monthly_0003)");
  CHECK(today.Describe() == before);

  TestApi then;
  SetClockBeforeSchedule(then);
  REQUIRE(GetCallbackResult(IssueAsPrinted(then)) == "paid");
  CHECK(then.PostText(kSchedule, body).response()[0]["schedule_at"] == 1'519'862'400);
  then.Control("POST", "/clock/advance", R"({"to": "2018-03-01T09:00:00+09:00"})");
  const Json payment = then.Get("/payments/find/order_monthly_0003").response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["customer_uid_usage"] == "payment.scheduled");
  CHECK(Summary(then.PostText(kSchedule, body)).starts_with("200 1 "));
}

TEST_CASE("naverpay guide: the schedule sample as a form needs seconds for its placeholder",
          "[gateway][naverpay][guide]") {
  const std::string form = ReadSample("schedule.form");
  TestApi api;
  SetClockBeforeSchedule(api);
  IssuePlaceholderKey(api);
  CHECK(api.PostForm(kSchedule, form).status == 400);
  const std::string filled = Replace(form, "{결제요청 예약시각 UNIX timestamp}", "1519862400");
  CHECK(Summary(api.PostForm(kSchedule, filled)) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(api.Get("/subscribe/payments/schedule/"
                "%7B%EA%B0%80%EB%A7%B9%EC%A0%90%20"
                "%EC%A3%BC%EB%AC%B8%EB%B2%88%ED%98%B8%7D")
            .response()["payment_status"] == "paid");
}

TEST_CASE("naverpay guide: all samples run in one sandbox, each once",
          "[gateway][naverpay][guide]") {
  TestApi api;
  SetClockBeforeSchedule(api);
  CHECK(GetCallbackResult(IssueAsPrinted(api)) == "paid");
  CHECK(Summary(api.PostText(kAgain, ReadSample("again.json"))) == "200 0");
  CHECK(Summary(api.PostText(kSchedule, ReadSample("schedule.json"))) == "200 0");
  CHECK(IssueAsPrinted(api).json["callback"]["success"] == false);
  CHECK(api.PostText(kAgain, ReadSample("again.json")).code() == 1);
  CHECK(api.PostText(kSchedule, ReadSample("schedule.json")).code() == 1);
}

}  // namespace
}  // namespace portone::gateways
