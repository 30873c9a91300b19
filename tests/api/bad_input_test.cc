// SPDX-License-Identifier: MIT
// Invalid requests get an envelope that describes the error, and leave the state unchanged.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

std::string InvalidParameterSummary(const std::string& name, const std::string& why) {
  return "400 -1 " + name + " 파라메터가 올바르지 않습니다. (" + why + ")";
}

/// A valid body for each operation that takes one.
Json BodyFor(const std::string& target) {
  if (target == "/subscribe/payments/onetime") return testing::OnetimeBody("new");
  if (target == "/subscribe/payments/again") return testing::AgainBody("kim", "new");
  if (target == "/subscribe/payments/schedule") {
    return testing::ScheduleBody("kim",
                                 {testing::EntryBody("new", Start() + std::chrono::hours{1})});
  }
  if (target == "/subscribe/payments/unschedule") return {{"customer_uid", "kim"}};
  if (target == "/payments/cancel") return {{"merchant_uid", "paid"}};
  return testing::CardBody();
}

/// Gives kim a key, a schedule and a payment, so that every operation has existing state.
void SetUpState(TestApi& api) {
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "paid"));
  api.Post(
      "/subscribe/payments/schedule",
      testing::ScheduleBody("kim", {testing::EntryBody("plan", Start() + std::chrono::hours{1})}));
}

TEST_CASE("bad input: a malformed body changes nothing", "[api][input]") {
  TestApi api;
  SetUpState(api);
  const std::string before = api.Describe();
  const std::string target = GENERATE(
      "/subscribe/payments/onetime", "/subscribe/payments/again", "/subscribe/payments/schedule",
      "/subscribe/payments/unschedule", "/payments/cancel", "/subscribe/customers/kim");
  const std::string good = BodyFor(target).dump();
  CAPTURE(target);
  for (const std::string& body : {good.substr(0, good.size() - 1), good + "}", "[" + good + "]",
                                  std::string("[1]"), std::string("\"x\""), std::string("5"),
                                  std::string("{\"a\":\"\xFF\"}"), std::string(200, '[')}) {
    CAPTURE(body);
    const TestReply reply = api.PostText(target, body);
    CHECK(reply.status == 400);
    CHECK(reply.code() == -1);
    CHECK_THAT(reply.message(), Catch::StartsWith("요청 본문을 해석할 수 없습니다. ("));
    CHECK(api.Describe() == before);
  }
  CHECK(Summary(api.Post(target, BodyFor(target))) == "200 0");
}

TEST_CASE("bad input: a malformed form changes nothing", "[api][input]") {
  TestApi api;
  SetUpState(api);
  const std::string before = api.Describe();
  const auto [form, why] = GENERATE(table<std::string, std::string>({
      {"customer_uid=%zz", "a broken percent escape in customer_uid"},
      {"%zz=1", "a broken percent escape in a name"},
      {"customer_uid=%FF", "text that is not UTF-8 in customer_uid"},
      {"a[b][c][d][e][f][g][h][i]=1", "brackets nested too deeply in a name"},
  }));
  CHECK(Summary(api.PostForm("/subscribe/payments/unschedule", "customer_uid=kim&" + form)) ==
        "400 -1 요청 본문을 해석할 수 없습니다. (" + why + ")");
  CHECK(api.Describe() == before);
}

TEST_CASE("bad input: the error for malformed JSON names the position", "[api][input]") {
  TestApi api;
  const TestReply reply = api.PostText("/payments/cancel", "{\n  \"amount\": 5,\n  oops\n}");
  CHECK_THAT(reply.message(),
             Catch::StartsWith("요청 본문을 해석할 수 없습니다. (line 3, column 3: "));
}

TEST_CASE("bad input: the error names the invalid charge parameter", "[api][input]") {
  TestApi api;
  SetUpState(api);
  const std::string before = api.Describe();
  const auto [patch, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"amount": -1})", InvalidParameterSummary("amount", "음수일 수 없습니다")},
      {R"({"amount": 0})", InvalidParameterSummary("amount", "0보다 커야 합니다")},
      {R"({"amount": "0.0"})", InvalidParameterSummary("amount", "0보다 커야 합니다")},
      {R"({"amount": 1000.5})",
       InvalidParameterSummary("amount", "해당 통화의 최소 단위보다 작은 금액입니다")},
      {R"({"amount": 1000000000000})", InvalidParameterSummary("amount", "금액이 너무 큽니다")},
      {R"({"amount": "9223372036854775808"})",
       InvalidParameterSummary("amount", "금액이 너무 큽니다")},
      {R"({"amount": "x"})", InvalidParameterSummary("amount", "숫자여야 합니다")},
      {R"({"amount": {}})", InvalidParameterSummary("amount", "단일 값이어야 합니다")},
      {R"({"amount": true})", InvalidParameterSummary("amount", "숫자여야 합니다")},
      {R"({"tax_free": 10001})", InvalidParameterSummary("tax_free", "amount보다 클 수 없습니다")},
      {R"({"vat_amount": -1})", InvalidParameterSummary("vat_amount", "음수일 수 없습니다")},
      {R"({"currency": "XYZ"})", InvalidParameterSummary("currency", "지원되지 않는 통화입니다")},
      {R"({"currency": "EUR"})", "200 -1 결제에 실패하였습니다. [3052] 통화코드 오류"},
      {R"({"card_quota": 61})", InvalidParameterSummary("card_quota", "0 이상 60 이하여야 합니다")},
      {R"({"card_quota": 1.5})", InvalidParameterSummary("card_quota", "정수여야 합니다")},
      {R"({"merchant_uid": {}})", InvalidParameterSummary("merchant_uid", "단일 값이어야 합니다")},
      {R"({"merchant_uid": ["a"]})",
       InvalidParameterSummary("merchant_uid", "단일 값이어야 합니다")},
      {R"({"name": []})", InvalidParameterSummary("name", "단일 값이어야 합니다")},
      {R"({"buyer_name": {}})", InvalidParameterSummary("buyer_name", "단일 값이어야 합니다")},
      {R"({"notice_url": {"a": "b"}})",
       InvalidParameterSummary("notice_url", "문자열 또는 문자열의 배열이어야 합니다")},
      {R"({"notice_url": [[]]})",
       InvalidParameterSummary("notice_url", "문자열 또는 문자열의 배열이어야 합니다")},
  }));
  const std::string target = GENERATE("/subscribe/payments/onetime", "/subscribe/payments/again");
  CAPTURE(target, patch);
  Json body = BodyFor(target);
  body.merge_patch(Json::parse(patch));
  CHECK(Summary(api.Post(target, body)) == outcome);
  CHECK(api.Describe() == before);
}

TEST_CASE("bad input: the error names the invalid schedule parameter with its index",
          "[api][input]") {
  TestApi api;
  SetUpState(api);
  const std::string before = api.Describe();
  const auto [schedules, outcome] = GENERATE(table<std::string, std::string>({
      {"5", InvalidParameterSummary("schedules", "배열이어야 합니다")},
      {R"({"merchant_uid": "a"})", InvalidParameterSummary("schedules", "배열이어야 합니다")},
      {"[5]", InvalidParameterSummary("schedules[0]", "객체여야 합니다")},
      {"[]", R"x(200 1 ["schedules"] 파라메터는 필수입니다.)x"},
      {R"([{"merchant_uid": "a", "amount": [5]}])",
       InvalidParameterSummary("schedules[0].amount", "단일 값이어야 합니다")},
      {R"([{"merchant_uid": "a", "amount": 0}])",
       InvalidParameterSummary("schedules[0].amount", "0보다 커야 합니다")},
      {R"([{"merchant_uid": "a", "amount": 5, "tax_free": 6}])",
       InvalidParameterSummary("schedules[0].tax_free", "amount보다 클 수 없습니다")},
      {R"([{"merchant_uid": "a", "amount": 5, "schedule_at": -1}])",
       InvalidParameterSummary("schedules[0].schedule_at", "0 이상 253402268399 이하여야 합니다")},
      {R"([{"merchant_uid": "a", "amount": 5, "schedule_at": 253402268400}])",
       InvalidParameterSummary("schedules[0].schedule_at",
                               "초 단위여야 합니다. 밀리초를 보내지 않았는지 확인해주세요")},
      {R"([{"merchant_uid": "a", "amount": 5, "schedule_at": "2024-02-01"}])",
       InvalidParameterSummary("schedules[0].schedule_at", "정수여야 합니다")},
  }));
  CAPTURE(schedules);
  Json body = BodyFor("/subscribe/payments/schedule");
  body["schedules"] = Json::parse(schedules);
  CHECK(Summary(api.Post("/subscribe/payments/schedule", body)) == outcome);
  CHECK(api.Describe() == before);
}

TEST_CASE("bad input: the error names the parameter that is too long", "[api][input]") {
  TestApi api;
  SetUpState(api);
  const std::string before = api.Describe();
  const auto [target, name, limit] = GENERATE(table<std::string, std::string, std::size_t>({
      {"/subscribe/payments/onetime", "customer_uid", 80},
      {"/subscribe/payments/onetime", "channel_key", 55},
      {"/subscribe/payments/again", "customer_uid", 80},
      {"/subscribe/payments/schedule", "customer_uid", 80},
      {"/subscribe/payments/unschedule", "customer_uid", 80},
      {"/subscribe/customers/kim", "channel_key", 55},
  }));
  CAPTURE(target, name);
  Json body = BodyFor(target);
  body[name] = std::string(limit + 1, 'x');
  const std::string outcome =
      "200 1 " + name + " 파라메터는 최대 " + std::to_string(limit) + "자까지 가능합니다.";
  CHECK(Summary(api.Post(target, body)) == outcome);
  CHECK(api.Describe() == before);
}

TEST_CASE("bad input: every kind of text is returned unchanged", "[api][input]") {
  TestApi api;
  const std::string name = GENERATE("\\\"quotes\\\"", "</script>", "\\u0000nul", "\\ud83d\\ude00",
                                    "tab\\there", "line\\nend", "\\u007f", "%41", "' OR 1=1 --");
  CAPTURE(name);
  const std::string body = R"({"merchant_uid": "o-1", "amount": 1000, "card_number":
      "1234123412341234", "expiry": "2030-12", "name": ")" +
                           name + "\"}";
  const TestReply reply = api.PostText("/subscribe/payments/onetime", body);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response()["name"] == Json::parse("\"" + name + "\""));
}

TEST_CASE("bad input: a large batch is accepted completely", "[api][input]") {
  TestApi api;
  SetUpState(api);
  std::vector<Json> entries;
  for (int i = 0; i < 500; ++i) {
    entries.push_back(
        testing::EntryBody("batch-" + std::to_string(i), Start() + std::chrono::hours{1}));
  }
  const Json body = testing::ScheduleBody("kim", entries);
  const TestReply reply = api.PostForm("/subscribe/payments/schedule", testing::EncodeForm(body));
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response().size() == 500);
  CHECK(reply.response()[499]["merchant_uid"] == "batch-499");
}

}  // namespace
}  // namespace portone
