// SPDX-License-Identifier: MIT
// Behaviour common to all gateways, row by row (docs/gateways/all-gateways.md): charges and
// keys.
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kDecliningDashed = "4000-0000-0000-0341";
constexpr std::string_view kUnknownBinDashed = "1111-1111-1111-1111";
constexpr std::string_view kWrongNumberDashed = "4092-0230-1234-1234";
constexpr const char* kUsed =
    "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";

void StoreKey(TestApi& api, std::string_view card = kGoodCardDashed) {
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody(card))) == "200 0");
}

Json ScheduleBodyInAnHour(std::string_view merchant_uid) {
  return ScheduleBody("kim", {EntryBody(merchant_uid, Start() + std::chrono::hours{1})});
}

TEST_CASE("C1: business errors are HTTP 200 with a code", "[gateway][common]") {
  TestApi api;
  for (const auto& [target, body] :
       {std::pair{kOnetime, OnetimeBody("o-1", kUnknownBinDashed)},
        std::pair{kAgain, AgainBody("nobody", "o-1")},
        std::pair{kSchedule, ScheduleBodyInAnHour("o-1")},
        std::pair{"/subscribe/payments/unschedule", Json{{"customer_uid", "nobody"}}}}) {
    CAPTURE(target);
    const TestReply reply = api.Post(target, body);
    CHECK(reply.status == 200);
    CHECK(reply.code() != 0);
    CHECK_FALSE(reply.message().empty());
    CHECK(reply.response().is_null());
  }
}

TEST_CASE("C2: a charge that the issuer declines is a success with a failed payment",
          "[gateway][common]") {
  TestApi api;
  StoreKey(api, kDecliningDashed);
  const TestReply again = api.Post(kAgain, AgainBody("kim", "o-1"));
  const TestReply onetime = api.Post(kOnetime, OnetimeBody("o-2", kDecliningDashed));
  for (const TestReply* reply : {&again, &onetime}) {
    CHECK(Summary(*reply) == "200 0");
    CHECK(reply->response()["status"] == "failed");
    CHECK(reply->response()["fail_reason"] == "[3095] 카드사 실패 응답");
    CHECK(reply->response()["failed_at"] == ToUnixSeconds(Start()));
    CHECK(reply->response()["paid_at"] == 0);
  }
}

TEST_CASE(
    "C3: a refused request creates no payment; the code is 1 from PortOne and -1 from the gateway",
    "[gateway][common]") {
  TestApi api;
  const std::string before = api.Describe();
  CHECK(api.Post(kAgain, AgainBody("nobody", "o-1")).code() == 1);
  CHECK(api.Post(kOnetime, OnetimeBody("o-1", kUnknownBinDashed)).code() == -1);
  CHECK(api.Post("/subscribe/customers/kim", CardBody(kWrongNumberDashed)).code() == -1);
  CHECK(api.Describe() == before);
}

TEST_CASE("C4: a gateway's own text arrives unchanged", "[gateway][common]") {
  TestApi api;
  const TestReply added = api.Control("POST", "/faults",
                                      R"--({"when": {"operation": "charge"},
            "then": {"decline": {"code": "X-1", "message": "끝. (01)"}}})--");
  REQUIRE(added.status == 200);
  const TestReply reply = api.Post(kOnetime, OnetimeBody("o-1"));
  CHECK(reply.response()["fail_reason"] == "[X-1] 끝. (01)");
}

TEST_CASE("C5: PortOne's own sentence precedes the gateway's code and text", "[gateway][common]") {
  TestApi api;
  CHECK(api.Post(kOnetime, OnetimeBody("o-1", kWrongNumberDashed)).message() ==
        "카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림");
  CHECK(api.Post("/subscribe/customers/kim", CardBody(kUnknownBinDashed)).message() ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [F112]유효하지않은 카드번호를 "
        "입력하셨습니다. (card_bin 없음)");
  StoreKey(api);
  Json small = AgainBody("kim", "o-1");
  small["amount"] = 999;
  CHECK(api.Post(kAgain, small).message() ==
        "결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)");
}

TEST_CASE("C6: a charge of an unknown customer_uid says that the buyer is not registered",
          "[gateway][common]") {
  TestApi api;
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-1"))) == "200 1 등록되지 않은 구매자입니다.");
}

TEST_CASE("C7: a schedule of an unknown customer_uid without a card says that there is no customer",
          "[gateway][common]") {
  TestApi api;
  CHECK(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-1"))) ==
        "200 1 등록된 고객정보가 없습니다.");
}

TEST_CASE("C8: revoking without a schedule is an error", "[gateway][common]") {
  TestApi api;
  CHECK(Summary(api.Post("/subscribe/payments/unschedule", {{"customer_uid", "kim"}})) ==
        "200 1 취소할 예약결제 기록이 존재하지 않습니다.");
}

TEST_CASE("C9: reading or deleting an unknown customer_uid names it in the error",
          "[gateway][common]") {
  TestApi api;
  const std::string text = "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.";
  CHECK(Summary(api.Get("/subscribe/customers/kim")) == text);
  CHECK(Summary(api.Delete("/subscribe/customers/kim")) == text);
}

TEST_CASE("C10: with one used order number the whole schedule call is refused",
          "[gateway][common]") {
  TestApi api;
  StoreKey(api);
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-1"))) == "200 0");
  const std::string before = api.Describe();
  const Json both = ScheduleBody("kim", {EntryBody("o-2", Start() + std::chrono::hours{1}),
                                         EntryBody("o-1", Start() + std::chrono::hours{2})});
  const TestReply reply = api.Post(kSchedule, both);
  CHECK(Summary(reply) == "200 1 이미 예약된 merchant_uid입니다. (o-1)");
  CHECK(api.Describe() == before);
}

TEST_CASE("C11: every charge refuses an order number that was paid, or used to issue a key",
          "[gateway][common]") {
  TestApi api;
  StoreKey(api);
  api.Post(kAgain, AgainBody("kim", "paid"));
  const TestReply window =
      api.Control("POST", "/checkouts",
                  R"({"params": {"pg": "kcp_billing", "merchant_uid": "registered", "amount": 0,
          "customer_uid": "lee", "buyer_tel": "010-1234-5678"}})");
  REQUIRE(window.json["callback"]["success"] == true);
  for (const char* uid : {"paid", "registered"}) {
    CAPTURE(uid);
    CHECK(Summary(api.Post(kAgain, AgainBody("kim", uid))) == kUsed);
    CHECK(Summary(api.Post(kOnetime, OnetimeBody(uid))) == kUsed);
    CHECK(Summary(api.Post(kSchedule, ScheduleBodyInAnHour(uid))) == kUsed);
  }
}

TEST_CASE("C13: issuing a key again replaces the one of its customer_uid", "[gateway][common]") {
  TestApi api;
  StoreKey(api, "5570-4212-3456-7221");
  Json other = CardBody("4330-1234-5678-9012");
  other["pg"] = "kcp";
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", other)) == "200 0");
  const Json key = api.Get("/subscribe/customers/kim").response();
  CHECK(key["pg_provider"] == "kcp");
  CHECK(key["card_number"] == "4330120000009012");
  CHECK(api.Post(kAgain, AgainBody("kim", "o-1")).response()["pg_provider"] == "kcp");
}

TEST_CASE("C22: instalments need at least fifty thousand won", "[gateway][common]") {
  TestApi api;
  Json body = OnetimeBody("o-1");
  body["amount"] = 49'999;
  body["card_quota"] = 2;
  CHECK(api.Post(kOnetime, body).code() == -1);
  body["amount"] = 50'000;
  CHECK(api.Post(kOnetime, body).response()["card_quota"] == 2);
  CHECK(api.Post(kOnetime, OnetimeBody("o-2")).response()["card_quota"] == 0);
}

TEST_CASE(
    "C23: a wrong card is refused when it is presented, a declining one fails when it is charged",
    "[gateway][common]") {
  TestApi api;
  const auto [card, stored, charged] = GENERATE(table<std::string, int, std::string>({
      {"1111-1111-1111-1111", -1, ""},
      {"4092-0230-1234-1234", -1, ""},
      {"4242-4242-4242-4241", -1, ""},
      {"4000-0000-0000-0069", -1, ""},
      {"4000-0000-0000-0127", -1, ""},
      {"4000-0000-0000-0101", -1, ""},
      {"4000-0000-0000-0002", 0, "failed"},
      {"4000-0000-0000-0341", 0, "failed"},
      {"4000-0000-0000-9995", 0, "failed"},
      {"4000-0000-0000-9987", 0, "failed"},
      {"4000-0000-0000-9979", 0, "failed"},
      {"4000-0000-0000-6975", 0, "failed"},
      {"4000-0000-0000-0119", 0, "failed"},
      {"4242-4242-4242-4242", 0, "paid"},
      {"1234-1234-1234-1234", 0, "paid"},
      {"1111-2222-3333-4444", 0, "paid"},
  }));
  CAPTURE(card);
  CHECK(api.Post("/subscribe/customers/kim", CardBody(card)).code() == stored);
  if (stored == 0) {
    CHECK(api.Post(kAgain, AgainBody("kim", "o-1")).response()["status"] == charged);
  }
}

TEST_CASE("C24: identifiers that are too long are refused, descriptions are truncated",
          "[gateway][common]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.long_merchant_uid = LongMerchantUid::kRefuse;
  TestApi api(setup);
  Json body = OnetimeBody(std::string(41, 'm'));
  CHECK(Summary(api.Post(kOnetime, body)) ==
        "200 1 merchant_uid 파라메터는 최대 40자까지 가능합니다.");
  body["merchant_uid"] = std::string(40, 'm');
  body["customer_uid"] = std::string(81, 'c');
  CHECK(Summary(api.Post(kOnetime, body)) ==
        "200 1 customer_uid 파라메터는 최대 80자까지 가능합니다.");
  body["customer_uid"] = std::string(80, 'c');
  body["name"] = std::string(41, 'n');
  body["buyer_name"] = std::string(17, 'b');
  const Json paid = api.Post(kOnetime, body).response();
  CHECK(paid["name"] == std::string(40, 'n'));
  CHECK(paid["buyer_name"] == std::string(16, 'b'));
}

TEST_CASE("C25: a key is issued without channel_key and without pg", "[gateway][common]") {
  TestApi api;
  StoreKey(api);
  CHECK(api.Get("/subscribe/customers/kim").response()["pg_provider"] == "nice");
}

TEST_CASE("C26: a payment shows what a customer_uid was used for", "[gateway][common]") {
  TestApi api;
  StoreKey(api);
  CHECK(api.Post(kOnetime, OnetimeBody("o-1")).response()["customer_uid_usage"].is_null());
  CHECK(api.Post(kAgain, AgainBody("kim", "o-2")).response()["customer_uid_usage"] == "payment");
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-3"))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  CHECK(api.Get("/payments/find/o-3").response()["customer_uid_usage"] == "payment.scheduled");
  const TestReply window =
      api.Control("POST", "/checkouts",
                  R"({"params": {"pg": "kcp_billing", "merchant_uid": "o-4", "amount": 0,
          "customer_uid": "lee", "buyer_tel": "010-1234-5678"}})");
  CHECK(window.json["payment"]["customer_uid_usage"] == "issue");
}

}  // namespace
}  // namespace portone::gateways
