// SPDX-License-Identifier: MIT
// POST /vbanks, PUT and DELETE /vbanks/{imp_uid}: refusals and their order, and the effect of each
// parameter.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::kDay;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kUnknown = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kNotReady = "400 -1 입금 대기(ready) 상태의 가상계좌가 아닙니다.";
constexpr const char* kNoVbank = "400 -1 가상계좌 결제건이 아닙니다.";

std::int64_t DaysFromStart(int days) {
  return ToUnixSeconds(Start() + days * kDay);
}

Json VbankBody(std::string_view merchant_uid, std::string_view pg = "nice") {
  return {{"merchant_uid", merchant_uid},
          {"channel_key", "channel-key-" + std::string(pg)},
          {"amount", 10'000},
          {"vbank_code", "004"},
          {"vbank_due", DaysFromStart(3)},
          {"vbank_holder", "포트원"},
          {"buyer_name", "김구매"},
          {"buyer_email", "kim@example.com"},
          {"pg_api_key", "ItEQKi3rY7uvDS8l"}};
}

Json Issue(TestApi& api, const Json& body) {
  const TestReply reply = api.Post("/vbanks", body);
  INFO(reply.text);
  REQUIRE(Summary(reply) == "200 0");
  return reply.response();
}

Json With(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

std::string MakeVbankPath(const Json& payment) {
  return "/vbanks/" + payment["imp_uid"].get<std::string>();
}

TestReply Put(TestApi& api, const std::string& target, const Json& body) {
  return api.Send({"PUT",
                   target,
                   {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
                   body.dump()});
}

TEST_CASE("vbank: an account is issued and awaits its deposit", "[api][vbank]") {
  TestApi api;
  const Json payment = Issue(api, VbankBody("o-1"));
  CHECK(payment["status"] == "ready");
  CHECK(payment["pay_method"] == "vbank");
  CHECK(payment["channel"] == "api");
  CHECK(payment["amount"] == 10'000);
  CHECK(payment["vbank_code"] == "004");
  CHECK(payment["vbank_name"] == "국민은행");
  CHECK(payment["vbank_num"].get<std::string>().size() == 14);
  CHECK(payment["vbank_holder"] == "포트원");
  CHECK(payment["vbank_date"] == DaysFromStart(3));
  CHECK(payment["vbank_issued_at"] == DaysFromStart(0));
  CHECK(payment["started_at"] == DaysFromStart(0));
  CHECK(payment["paid_at"] == 0);
  CHECK(payment["pg_tid"].get<std::string>().starts_with("nictest04m0301240131090000"));
  CHECK(payment["apply_num"].is_null());
  CHECK(payment["card_number"].is_null());
  CHECK(payment["card_quota"] == 0);
  CHECK(payment["deposit_history"].empty());
  CHECK(api.Get("/payments/" + payment["imp_uid"].get<std::string>()).response() == payment);
}

TEST_CASE("vbank: a form is equivalent to JSON", "[api][vbank]") {
  TestApi one;
  TestApi other;
  const Json payment = Issue(one, VbankBody("o-1"));
  const TestReply reply = other.PostForm("/vbanks", testing::EncodeForm(VbankBody("o-1")));
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response() == payment);
}

TEST_CASE("vbank: checks run in order and change nothing", "[api][vbank]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("paid")).code() == 0);
  CheckErrorOrder(
      api, "/vbanks",
      {
          {R"({"fixed_unlimited_vbank": "maybe", "channel_key": "nowhere", "vbank_code": "999x",
               "tax_free": 0, "vbank_due": 1})",
           "400 -1 fixed_unlimited_vbank 파라메터가 올바르지 않습니다. (true 또는 false여야 "
           "합니다)"},
          {R"({"fixed_unlimited_vbank": false})", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
          {R"({"merchant_uid": "paid"})", "400 -1 amount 파라메터가 누락되었습니다."},
          {R"({"amount": 0})", "400 -1 amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)"},
          {R"({"amount": 10000, "vbank_code": null})",
           "400 -1 vbank_code 파라메터가 누락되었습니다."},
          {R"({"vbank_code": "999", "vbank_due": null})",
           "400 -1 vbank_due 파라메터가 누락되었습니다."},
          {R"({"vbank_due": 1, "vbank_num": "12a"})",
           "400 -1 vbank_num 파라메터가 올바르지 않습니다. (숫자로 된 계좌번호여야 합니다)"},
          {R"({"vbank_num": null, "product_type": "paper"})",
           "400 -1 product_type 파라메터가 올바르지 않습니다. (real 또는 digital이어야 합니다)"},
          {R"({"product_type": "real"})",
           "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
           "있습니다)"},
          {R"({"merchant_uid": "o-1"})", "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
          {R"({"channel_key": "channel-key-kcp"})",
           "200 1 가상계좌를 발급하려면 PG사(kcp)와 API 가상계좌 계약이 필요합니다."},
          {R"({"channel_key": "channel-key-nice", "fixed_unlimited_vbank": true})",
           "400 -1 vbank_holder 파라메터가 누락되었습니다."},
          {R"({"vbank_holder": "포트원"})",
           "200 1 무제한 고정식 가상계좌(fixed_unlimited_vbank)를 발급하려면 PG사(nice)와 API "
           "가상계좌 계약이 필요합니다."},
          {R"({"fixed_unlimited_vbank": null})",
           "200 1 vbank_code에 해당하는 은행이 존재하지 않습니다. (999)"},
          {R"({"vbank_code": "004"})",
           "200 -1 가상계좌 발급에 실패하였습니다. [A108] 입금예정일을 오늘 이전 날짜로 설정할 수 "
           "없습니다"},
          {R"({"vbank_due": )" + std::to_string(DaysFromStart(1)) + "}",
           "200 -1 가상계좌 발급에 실패하였습니다. [1615] "
           "거래금액 합계오류(공급가액,부가세,봉사료,면세금액 합계)"},
          {R"({"tax_free": null})", "200 0"},
      });
}

TEST_CASE("vbank: the due time must be in the future", "[api][vbank]") {
  TestApi api;
  const Json body = VbankBody("o-1", "settle");
  const std::string refused = "200 1 vbank_due는 현재 시각 이후여야 합니다.";
  CHECK(Summary(api.Post("/vbanks", With(body, {{"vbank_due", DaysFromStart(0) - 1}}))) == refused);
  CHECK(Summary(api.Post("/vbanks", With(body, {{"vbank_due", DaysFromStart(0)}}))) == refused);
  CHECK(Summary(api.Post("/vbanks", With(body, {{"vbank_due", DaysFromStart(0) + 1}}))) == "200 0");
}

TEST_CASE("vbank: the error names the parameter of the wrong type", "[api][vbank]") {
  TestApi api;
  const auto [name, value] = GENERATE(table<std::string, std::string>({
      {"amount", R"("x")"},
      {"amount", "-1"},
      {"amount", "0.5"},
      {"amount", "1000000000000"},
      {"tax_free", R"("x")"},
      {"vat_amount", "-1"},
      {"vbank_due", R"("soon")"},
      {"vbank_due", "-1"},
      {"vbank_due", "99999999999999"},
      {"vbank_code", "[4]"},
      {"vbank_holder", "{}"},
      {"vbank_num", R"("-")"},
      {"product_count", "0"},
      {"currency", R"("USD")"},
      {"fixed_unlimited_vbank", "2"},
  }));
  CAPTURE(name, value);
  const std::string before = api.Describe();
  Json body = VbankBody("o-1", "settle");
  body[name] = Json::parse(value);
  const TestReply reply = api.Post("/vbanks", body);
  CHECK(Summary(reply).starts_with("400 -1 " + name + " "));
  CHECK(api.Describe() == before);
}

TEST_CASE("vbank: values that are too long are refused or truncated", "[api][vbank]") {
  TestApi api;
  const auto [name, length] =
      GENERATE(table<std::string, std::size_t>({{"vbank_code", 16},
                                                {"vbank_num", 32},
                                                {"vbank_key", 13},
                                                {"channel_key", 55},
                                                {"business_registration_number", 10}}));
  CAPTURE(name);
  Json body = VbankBody("o-1");
  body[name] = std::string(length + 1, '1');
  CHECK(Summary(api.Post("/vbanks", body)) ==
        "200 1 " + name + " 파라메터는 최대 " + std::to_string(length) + "자까지 가능합니다.");
  const Json cut = Issue(api, With(VbankBody("o-2"), {{"vbank_holder", std::string(20, 'h')}}));
  CHECK(cut["vbank_holder"] == std::string(16, 'h'));
}

TEST_CASE("vbank: each parameter on its own changes the reply", "[api][vbank]") {
  TestApi plain_api;
  TestApi api;
  const Json plain = Issue(plain_api, VbankBody("o-1", "settle"));
  const auto [patch, field, value] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"merchant_uid": "o-2"})", "merchant_uid", R"("o-2")"},
      {R"({"channel_key": "channel-key-nice"})", "pg_provider", R"("nice")"},
      {R"({"channel_key": null})", "pg_provider", R"("nice")"},
      {R"({"channel_key": null, "pg": "html5_inicis"})", "pg_provider", R"("html5_inicis")"},
      {R"({"amount": "12000"})", "amount", "12000"},
      {R"({"vbank_code": "088"})", "vbank_name", R"("신한은행")"},
      {R"({"vbank_code": "04"})", "vbank_code", R"("004")"},
      {R"({"vbank_code": "BK20"})", "vbank_code", R"("020")"},
      {R"({"vbank_due": "1706832000"})", "vbank_date", "1706832000"},
      {R"({"vbank_holder": "다른이"})", "vbank_holder", R"("다른이")"},
      {R"({"vbank_num": "790-8078-731512"})", "vbank_num", R"("7908078731512")"},
      {R"({"name": "커피"})", "name", R"("커피")"},
      {R"({"buyer_name": "박구매"})", "buyer_name", R"("박구매")"},
      {R"({"buyer_email": "a@b.c"})", "buyer_email", R"("a@b.c")"},
      {R"({"buyer_tel": "010"})", "buyer_tel", R"("010")"},
      {R"({"buyer_addr": "서울"})", "buyer_addr", R"("서울")"},
      {R"({"buyer_postcode": "06000"})", "buyer_postcode", R"("06000")"},
      {R"({"custom_data": {"a": 1}})", "custom_data", R"json("{\"a\":1}")json"},
      {R"({"amount": null, "fixed_unlimited_vbank": true})", "amount", "0"},
  }));
  CAPTURE(patch);
  const Json changed = Issue(api, With(VbankBody("o-1", "settle"), Json::parse(patch)));
  CHECK(changed[field].dump() == Json::parse(value).dump());
  if (patch.find("04") == std::string::npos) CHECK(plain[field] != changed[field]);
}

TEST_CASE("vbank: parameters that no gateway here uses change nothing", "[api][vbank]") {
  TestApi plain_api;
  TestApi api;
  const Json patch = Json::parse(GENERATE(as<std::string>(), R"({"product_type": "digital"})",
                                          R"({"product_count": 2})", R"({"vbank_key": "key"})",
                                          R"({"business_registration_number": "1234567890"})",
                                          R"({"escrow_password": "1234"})", R"({"card_quota": 3})",
                                          R"({"tax_free": 1000})", R"({"vat_amount": 900})"));
  CAPTURE(patch.dump());
  const Json body = VbankBody("o-1", "settle");
  CHECK(Issue(api, With(body, patch)) == Issue(plain_api, body));
}

TEST_CASE("vbank: tax parts may not exceed the amount", "[api][vbank]") {
  TestApi api;
  const Json body = With(VbankBody("o-1", "settle"), {{"tax_free", 9'500}, {"vat_amount", 501}});
  CHECK(Summary(api.Post("/vbanks", body)) ==
        "400 -1 tax_free 파라메터가 올바르지 않습니다. (amount보다 클 수 없습니다)");
  CHECK(Summary(api.Post("/vbanks", With(body, {{"vat_amount", 500}}))) == "200 0");
}

TEST_CASE("vbank: the webhook says ready, to the payment's own URLs or the console's",
          "[api][vbank][webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/console"));
  const Json first = Issue(api, VbankBody("o-1"));
  Issue(api, With(VbankBody("o-2"), {{"notice_url", "http://shop/own"}}));
  api.Control("POST", "/settle");
  CHECK(api.sender.urls() == testing::Strings{"http://shop/console", "http://shop/own"});
  CHECK(api.sender.bodies()[0] == R"({"imp_uid":")" + first["imp_uid"].get<std::string>() +
                                      R"(","merchant_uid":"o-1","status":"ready"})");
}

TEST_CASE("vbank: in strict mode an order number has one account", "[api][vbank]") {
  engine::Setup setup = testing::StandardSetup();
  const bool strict = GENERATE(false, true);
  if (strict) setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  TestApi api(setup);
  const Json first = Issue(api, VbankBody("o-1"));
  CHECK((api.Post("/vbanks", VbankBody("o-1")).code() == 0) == !strict);
  REQUIRE(api.Delete(MakeVbankPath(first)).code() == 0);
  CHECK((api.Post("/vbanks", VbankBody("o-1")).code() == 0) == !strict);
}

TEST_CASE("vbank change: checks run in order and change nothing", "[api][vbank]") {
  TestApi api;
  const Json card =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("card")).response();
  const Json revoked = Issue(api, VbankBody("revoked", "settle"));
  REQUIRE(api.Delete(MakeVbankPath(revoked)).code() == 0);
  const Json other_gateway = Issue(api, VbankBody("nice"));
  const Json waiting = Issue(api, VbankBody("waiting", "settle"));
  const std::string before = api.Describe();
  const Json past{{"amount", 5'000}, {"vbank_due", DaysFromStart(0)}};
  CHECK(Summary(Put(api, "/vbanks/imps_1", {{"amount", 0}})) ==
        "400 -1 amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)");
  CHECK(Summary(Put(api, "/vbanks/imps_1", {{"vbank_due", "x"}})) ==
        "400 -1 vbank_due 파라메터가 올바르지 않습니다. (정수여야 합니다)");
  CHECK(Summary(Put(api, "/vbanks/imps_1", past)) == kUnknown);
  CHECK(Summary(Put(api, MakeVbankPath(card), past)) == kNoVbank);
  CHECK(Summary(Put(api, MakeVbankPath(revoked), past)) == kNotReady);
  CHECK(Summary(Put(api, MakeVbankPath(other_gateway), past)) ==
        "400 -1 현재 지원되지 않는 PG사입니다.");
  CHECK(Summary(Put(api, MakeVbankPath(waiting), past)) ==
        "200 1 vbank_due는 현재 시각 이후여야 합니다.");
  CHECK(api.Describe() == before);
  CHECK(Summary(Put(api, MakeVbankPath(waiting), Json::object())) == "200 0");
  CHECK(api.Describe() == before);
}

TEST_CASE("vbank change: amount and due time change separately and together", "[api][vbank]") {
  TestApi api;
  const Json issued = Issue(api, VbankBody("o-1", "settle"));
  const Json cheaper = Put(api, MakeVbankPath(issued), {{"amount", "5000"}}).response();
  CHECK(cheaper == With(issued, {{"amount", 5'000}}));
  const Json later = Put(api, MakeVbankPath(issued), {{"vbank_due", DaysFromStart(5)}}).response();
  CHECK(later == With(cheaper, {{"vbank_date", DaysFromStart(5)}}));
  const Json both =
      Put(api, MakeVbankPath(issued), {{"amount", 7'000}, {"vbank_due", DaysFromStart(2)}})
          .response();
  CHECK(both == With(issued, {{"amount", 7'000}, {"vbank_date", DaysFromStart(2)}}));
}

TEST_CASE("vbank revoke: checks run in order and change nothing", "[api][vbank]") {
  TestApi api;
  const Json card =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("card")).response();
  const Json inicis = Issue(api, VbankBody("o-1", "html5_inicis"));
  const std::string before = api.Describe();
  CHECK(Summary(api.Delete("/vbanks/imps_1")) == kUnknown);
  CHECK(Summary(api.Delete(MakeVbankPath(card))) == kNoVbank);
  CHECK(Summary(api.Delete(MakeVbankPath(inicis))) ==
        "400 -1 pg_api_key 파라메터가 누락되었습니다.");
  CHECK(api.Describe() == before);
  const TestReply revoked = api.Delete(MakeVbankPath(inicis) + "?pg_api_key=ItEQKi3rY7uvDS8l");
  REQUIRE(Summary(revoked) == "200 0");
  Json expected = With(
      inicis, {{"status", "failed"}, {"fail_reason", "계좌말소"}, {"failed_at", DaysFromStart(0)}});
  expected["receipt_url"] = nullptr;
  CHECK(revoked.response() == expected);
  CHECK(Summary(api.Delete(MakeVbankPath(inicis))) == kNotReady);
}

TEST_CASE("vbank: neither the gateway's key nor a password is in the journal or the requests",
          "[api][vbank]") {
  TestApi api;
  Json body = VbankBody("o-1", "html5_inicis");
  body["escrow_password"] = "pass-5678";
  body.erase("pg_api_key");
  const TestReply reply = api.Post("/vbanks?pg_api_key=ItEQKi3rY7uvDS8l", body);
  REQUIRE(Summary(reply) == "200 0");
  for (const char* page : {"/journal", "/requests"}) {
    const std::string text = api.Control("GET", page).text;
    CHECK(text.find("ItEQKi3rY7uvDS8l") == std::string::npos);
    CHECK(text.find("pass-5678") == std::string::npos);
    CHECK(text.find("/vbanks") != std::string::npos);
  }
}

}  // namespace
}  // namespace portone
