// SPDX-License-Identifier: MIT
// POST /subscribe/payments/again.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::CheckErrorOrder;
using testing::kAgain;
using testing::kKim;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kUnknown = "200 1 등록되지 않은 구매자입니다.";
constexpr const char* kUsed =
    "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";

TEST_CASE("again: the stored card is charged", "[api][again]") {
  TestApi api;
  Json card = CardBody();
  card.update(Json{{"pg", "kcp"}, {"customer_name", "김영희"}, {"customer_tel", "010"}});
  api.Post(kKim, card);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  Json body = AgainBody("kim", "o-1");
  body["buyer_tel"] = "02";
  const TestReply reply = api.Post(kAgain, body);
  REQUIRE(Summary(reply) == "200 0");
  const Json payment = reply.response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["customer_uid"] == "kim");
  CHECK(payment["customer_uid_usage"] == "payment");
  CHECK(payment["channel"] == "api");
  CHECK(payment["pg_provider"] == "kcp");
  CHECK(payment["card_number"] == "1234120000001234");
  CHECK(payment["paid_at"] == ToUnixSeconds(Start()) + 86'400);
  CHECK(payment["buyer_name"] == "김영희");  // from the key
  CHECK(payment["buyer_tel"] == "02");       // from the order
}

TEST_CASE("again: an unknown customer is refused before anything about the amount",
          "[api][again]") {
  TestApi api;
  const auto [patch, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"customer_uid": null})", R"x(200 1 ["customer_uid"] 파라메터는 필수입니다.)x"},
      {R"({})", kUnknown},
      {R"({"amount": 1})", kUnknown},
      {R"({"amount": 0})", kUnknown},
      {R"({"amount": null})", kUnknown},
      {R"({"amount": -5})", kUnknown},
      {R"({"amount": "much"})", kUnknown},
      {R"({"merchant_uid": null})", kUnknown},
  }));
  CAPTURE(patch);
  Json body = AgainBody("nobody", "o-1");
  body.merge_patch(Json::parse(patch));
  CHECK(Summary(api.Post(kAgain, body)) == outcome);
}

TEST_CASE("again: checks run in order and change nothing", "[api][again]") {
  TestApi api;
  api.Post(kKim, CardBody());
  REQUIRE(api.Post(kAgain, AgainBody("kim", "used")).code() == 0);
  CheckErrorOrder(
      api, kAgain,
      {
          {R"({})", R"x(200 1 ["customer_uid"] 파라메터는 필수입니다.)x"},
          {R"({"customer_uid": "nobody"})", kUnknown},
          {R"({"customer_uid": "kim"})", R"x(200 1 ["merchant_uid"] 파라메터는 필수입니다.)x"},
          {R"({"merchant_uid": "used"})", R"x(200 1 ["amount"] 파라메터는 필수입니다.)x"},
          {R"({"amount": 0})", "400 -1 amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)"},
          {R"({"amount": 100})", kUsed},
          {R"({"merchant_uid": "new"})",
           "200 -1 결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)"},
          {R"({"amount": 1000, "card_quota": 3})",
           "200 -1 결제에 실패하였습니다. [3024] 할부 최소금액 오류(50000미만)"},
          {R"({"card_quota": 1})", "200 0"},
      });
}

TEST_CASE("again: a declined stored card results in a failed payment", "[api][again]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  REQUIRE(api.Post(kKim, CardBody("4000-0000-0000-0341")).code() == 0);
  const TestReply reply = api.Post(kAgain, AgainBody("kim", "o-1"));
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "failed");
  CHECK(reply.response()["customer_uid_usage"] == "payment");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().empty());
}

TEST_CASE("again: the order name is optional", "[api][again]") {
  TestApi api;
  api.Post(kKim, CardBody());
  Json body = AgainBody("kim", "o-1");
  body.erase("name");
  const TestReply reply = api.Post(kAgain, body);
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["name"].is_null());
}

TEST_CASE("again: the trailing slash of older clients is accepted", "[api][again]") {
  TestApi api;
  api.Post(kKim, CardBody());
  CHECK(Summary(api.Post("/subscribe/payments/again/", AgainBody("kim", "o-1"))) == "200 0");
}

}  // namespace
}  // namespace portone
