// SPDX-License-Identifier: MIT
// Paymentwall's keys and how they are charged, row by row (docs/gateways/paymentwall.md).
#include "gateways/paymentwall_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;               // NOLINT(google-build-using-namespace)
using namespace portone::testing::paymentwall;  // NOLINT(google-build-using-namespace)

constexpr const char* kIncomplete = "[3008] Please fill in all required fields.";

std::string RefusedText(const std::string& text) {
  return "200 -1 결제에 실패하였습니다. " + text;
}

TEST_CASE("W4: POST /subscribe/customers issues no key, with or without a cvc",
          "[gateway][paymentwall]") {
  TestApi api;
  SetSettings(api, {{"pci", "on"}});
  const std::string before = api.Describe();
  for (const Json& more : {Json::object(), Json{{"cvc", "826"}}}) {
    const Json body = With(With(CardBody(), {{"pg", "paymentwall"}}), more);
    CHECK(Summary(api.Post("/subscribe/customers/kim", body)) ==
          "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  }
  CHECK(api.Describe() == before);
  Json schedule = With(ScheduleBody("kim", {PaymentwallEntryBody("o-1", kHour)}), CardBody());
  schedule["pg"] = "paymentwall";
  CHECK(Summary(api.Post(kSchedule, schedule)) ==
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  CHECK(api.Describe() == before);
}

TEST_CASE(
    "W5: onetime stores a card if the merchant has the PCI flag; without customer_uid it is a "
    "one-time payment",
    "[gateway][paymentwall]") {
  TestApi api;
  const Json key_storing_charge = With(PaymentwallOnetimeBody("o-1"), {{"customer_uid", "kim"}});
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kOnetime, key_storing_charge)) ==
        "200 -1 카드정보 인증에 실패하였습니다. [3001]Permission denied.");
  CHECK(api.Describe() == before);
  CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-1"))) == "200 0");
  Advance(api, "5s");
  CHECK(GetStatus(api, "o-1") == "paid");
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);

  SetSettings(api, {{"pci", "on"}});
  const TestReply issued = api.Post(kOnetime, With(key_storing_charge, {{"merchant_uid", "o-2"}}));
  CHECK(Summary(issued) == "200 0");
  CHECK(issued.response()["status"] == "ready");
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-3"))) ==
        "200 1 등록되지 않은 구매자입니다.");
  Advance(api, "5s");
  CHECK(GetStatus(api, "o-2") == "paid");
  CHECK(api.Post(kAgain, PaymentwallAgainBody("o-3")).response()["status"] == "paid");
}

TEST_CASE("W6: a cvc has three or four digits, and only a strict channel requires one",
          "[gateway][paymentwall]") {
  TestApi api;
  const std::string wrong = "200 -1 카드정보 인증에 실패하였습니다. [3014]Wrong CVV";
  for (const char* cvc : {"82", "82645", "abc"})
    CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-1", cvc))) == wrong);
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-2", "8"))) == "false 3014 Wrong CVV");
  CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-3", "8264"))) == "200 0");
  const Json none = Without(PaymentwallOnetimeBody("o-4"), "cvc");
  CHECK(Summary(api.Post(kOnetime, none)) == "200 0");
  SetSettings(api, {{"cvc", "required"}});
  const Json another = With(none, {{"merchant_uid", "o-5"}});
  CHECK(Summary(api.Post(kOnetime, another)) ==
        "200 -1 카드정보 인증에 실패하였습니다. [3008]Please fill in all required fields.");
  CHECK(Summary(api.Post(kOnetime, With(another, {{"cvc", "826"}}))) == "200 0");
  CHECK(GetCallbackResult(OpenWindow(api, Params("o-6"))) == "true - -");
}

TEST_CASE("W7: browser_ip defaults to the caller's address, unless the channel requires it",
          "[gateway][paymentwall]") {
  TestApi api;
  Issue(api);
  CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-1"))) == "200 0");
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-2"))) == "200 0");
  SetSettings(api, {{"browser_ip", "required"}});
  const Json entry = PaymentwallEntryBody("o-5", kHour);
  CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-3"))) == RefusedText(kIncomplete));
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-4"))) == RefusedText(kIncomplete));
  CHECK(Summary(api.Post(kSchedule, ScheduleBody("kim", {entry}))) == RefusedText(kIncomplete));
  const Json ip{{"browser_ip", "203.0.113.7"}};
  CHECK(Summary(api.Post(kOnetime, With(PaymentwallOnetimeBody("o-3"), ip))) == "200 0");
  CHECK(Summary(api.Post(kAgain, With(PaymentwallAgainBody("o-4"), ip))) == "200 0");
  CHECK(Summary(api.Post(kSchedule, ScheduleBody("kim", {With(entry, ip)}))) == "200 0");
  Advance(api, "1h");
  CHECK(GetStatus(api, "o-5") == "paid");
}

TEST_CASE("W9: again without a currency charges won after an issue in dollars, with a warning",
          "[gateway][paymentwall]") {
  TestApi api;
  Issue(api);
  CHECK(ReadWarnings(api).empty());
  const Json paid = api.Post(kAgain, PaymentwallAgainBody("o-1")).response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["currency"] == "KRW");
  CHECK(paid["amount"] == 3'000);
  CHECK(ReadWarnings(api) == Strings{"no currency: the amount is in KRW"});
  const Json dollars = With(PaymentwallAgainBody("o-2"), {{"currency", "USD"}, {"amount", 30}});
  CHECK(api.Post(kAgain, dollars).response()["currency"] == "USD");
  CHECK(ReadWarnings(api).size() == 1);
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBody("kim", {PaymentwallEntryBody("o-3", kHour)}))) ==
          "200 0");
  CHECK(ReadWarnings(api).size() == 2);
  Advance(api, "1h");
  CHECK(GetStatus(api, "o-3") == "paid");
  CHECK(ReadWarnings(api).size() == 2);
}

TEST_CASE("W10: buyer_email is required and must be the one the key was issued with",
          "[gateway][paymentwall]") {
  const std::string other = RefusedText(
      "[5000] 구매자 이메일(buyer_email)이 빌링키 발급 시 입력한 이메일과 일치하지 않습니다.");
  TestApi api;
  Issue(api);
  CheckErrorOrder(api, kAgain,
                  {{R"({"customer_uid": "kim", "merchant_uid": "o-1", "amount": 3000})",
                    R"x(200 1 ["buyer_email"] 파라메터는 필수입니다.)x"},
                   {R"({"buyer_email": "other@example.com"})", other},
                   {R"({"buyer_email": "iamport@example.com"})", "200 0"}});
  CheckErrorOrder(api, kSchedule,
                  {{ScheduleBody("kim", {EntryBody("o-2", Start() + kHour)}).dump(),
                    R"x(200 1 ["buyer_email"] 파라메터는 필수입니다.)x"},
                   {ScheduleBody("kim", {PaymentwallEntryBody("o-2", kHour),
                                         With(PaymentwallEntryBody("o-3", kHour),
                                              {{"buyer_email", "other@example.com"}})})
                        .dump(),
                    other},
                   {ScheduleBody("kim", {PaymentwallEntryBody("o-2", kHour),
                                         PaymentwallEntryBody("o-3", kHour)})
                        .dump(),
                    "200 0"}});
  Advance(api, "1h");
  for (const char* uid : {"o-1", "o-2", "o-3"})
    CHECK(GetStatus(api, uid) == "paid");
  CHECK(Summary(api.Post(kOnetime, Without(PaymentwallOnetimeBody("o-4"), "buyer_email"))) ==
        R"x(200 1 ["buyer_email"] 파라메터는 필수입니다.)x");
}

TEST_CASE("W13: card.info issues a key and charges at every call if Brick is on",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  const TestReply first = OpenWindow(api, BrickParams("o-1"));
  CHECK(GetCallbackResult(first) == "true - -");
  CHECK(first.json["callback"]["status"] == "ready");
  // Nothing is approved yet, so the same call charges again.
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-1"))) == "true - -");
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-2"))) == "true - -");
  Advance(api, "5s");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid", "paid"});
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-1"))) ==
        "false F1002 이미 결제가 이루어진 거래건입니다.");
  const Json list = api.Get("/subscribe/customers/kim/payments").response()["list"];
  REQUIRE(list.size() == 3);
  for (const Json& payment : list) {
    CHECK(payment["status"] == "paid");
    CHECK(payment["amount"] == 50);
    CHECK(payment["customer_uid_usage"] == "issue");
  }

  SetSettings(api, {{"brick", "off"}});
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-3"))) ==
        "false 1003 Request payment method is not active.");
  CHECK(GetStatus(api, "o-3") == "failed");
  CHECK(GetCallbackResult(OpenWindow(api, Params("o-4"))) == "true - -");
}

TEST_CASE("W13: a card that is sent otherwise than the guide sends it passes with a warning",
          "[gateway][paymentwall]") {
  TestApi api;
  Json params = BrickParams("o-1");
  params["card"]["info"] = {{"number", "4242424242424242"}, {"expiry", "2026-09"}};
  CHECK(GetCallbackResult(OpenWindow(api, params)) == "true - -");
  CHECK(ReadWarnings(api) == Strings{"card.info.number is sent as dddd-dddd-dddd-dddd in the guide",
                                     "card.info.cvc is missing; the guide always sends one"});
}

TEST_CASE("W25: the second call of 3-D Secure needs both of its parameters",
          "[gateway][paymentwall]") {
  TestApi api;
  CheckErrorOrder(
      api, kOnetime,
      {{With(PaymentwallOnetimeBody("o-1"), {{"secure_3d_charge_id", "c-1"}}).dump(),
        RefusedText(kIncomplete)},
       {R"({"secure_3d_charge_id": null, "secure_3d_token": "t-1"})", RefusedText(kIncomplete)},
       {R"({"secure_3d_charge_id": "c-1"})", "200 0"}});
  Advance(api, "5s");
  CHECK(GetStatus(api, "o-1") == "paid");
}

TEST_CASE("W31: a schedule needs a two-word buyer name, its own or the key's",
          "[gateway][paymentwall]") {
  TestApi api;
  Issue(api);
  const auto schedule = [&api](const Json& entry) {
    return Summary(api.Post(kSchedule, ScheduleBody("kim", {entry})));
  };
  SetSettings(api, {{"buyer_name", "strict"}});
  CHECK(schedule(With(PaymentwallEntryBody("o-1", kHour), {{"buyer_name", "김포트"}})) ==
        RefusedText("[3302] Please check last name"));
  CHECK(schedule(PaymentwallEntryBody("o-1", kHour)) == "200 0");
  CHECK(schedule(With(PaymentwallEntryBody("o-2", kHour), {{"buyer_name", "Janet Jackson"}})) ==
        "200 0");
  SetSettings(api, Json::object());
  CHECK(schedule(With(PaymentwallEntryBody("o-3", kHour), {{"buyer_name", "김포트"}})) == "200 0");
  Advance(api, "1h");
  for (const char* uid : {"o-1", "o-2", "o-3"})
    CHECK(GetStatus(api, uid) == "paid");
  CHECK(api.Get("/payments/find/o-1").response()["buyer_name"] == "Michael Jackson");
}

TEST_CASE("W34: again without a name and a currency works as in the guide",
          "[gateway][paymentwall]") {
  TestApi api;
  Issue(api);
  const Json paid = api.Post(kAgain, PaymentwallAgainBody("order_id_8237352")).response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["name"].is_null());
  CHECK(paid["currency"] == "KRW");
  CHECK(paid["customer_uid_usage"] == "payment");
}

}  // namespace
}  // namespace portone::gateways
