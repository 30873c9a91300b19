// SPDX-License-Identifier: MIT
// What buyers, carriers and the gateway do to product orders: refusals, webhooks, money, reviews.
#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kFirst = "2024013100000001";
constexpr const char* kSecond = "2024013100000002";

/// Two product orders of one payment, 7,000 and 3,000 won.
std::string Scenario(const std::string& status) {
  return R"({"given": {"webhook": {"url": "http://shop.test/hook"},
    "payments": [{"merchant_uid": "order-1", "imp_uid": "imp_1", "amount": 10000, "pg": "naverco",
                  "buyer_name": "김구매"}],
    "product_orders": [
      {"merchant_uid": "order-1", "product_order_id": "2024013100000001", "product_id": "shoe",
       "product_name": "신발", "product_amount": 7000, "product_order_status": ")" +
         status + R"("},
      {"merchant_uid": "order-1", "product_order_id": "2024013100000002", "product_id": "sock",
       "product_name": "양말", "product_amount": 3000, "product_order_status": ")" +
         status + R"("}]}})";
}

void LoadProductOrder(TestApi& api, const std::string& status) {
  const TestReply reply = api.Control("PUT", "/scenario", Scenario(status));
  INFO(reply.text);
  REQUIRE(reply.status == 200);
}

TestReply RecordOperation(TestApi& api, const std::string& id, const std::string& operation) {
  return api.Control("POST", "/actions/change-product-order",
                     Json{{"product_order_id", id}, {"operation", operation}}.dump());
}

TestReply Review(TestApi& api, const Json& body) {
  return api.Control("POST", "/actions/review-product", body.dump());
}

std::vector<Json> ListWebhooks(TestApi& api) {
  return api.Control("GET", "/webhooks").json["webhooks"].get<std::vector<Json>>();
}

TEST_CASE("external operations: a body that is wrong is refused with its parameter",
          "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "PAYED");
  const auto operate = [&api](const char* body) {
    return ControlSummary(api.Control("POST", "/actions/change-product-order", body));
  };
  CHECK(operate("{}").starts_with("400 invalid_parameter "));
  CHECK(operate(R"({"product_order_id": "1"})").find("operation: is missing") != std::string::npos);
  CHECK(operate(R"({"product_order_id": "1", "operation": "eat"})").find("deliver") !=
        std::string::npos);
  CHECK(operate(R"({"product_order_id": "1", "operation": "deliver", "x": 1})").find("x") !=
        std::string::npos);
  CHECK(ControlSummary(RecordOperation(api, "1", "deliver")) ==
        "409 conflict - 상품주문이 존재하지 않습니다.");
  CHECK(ControlSummary(RecordOperation(api, kFirst, "confirm")) ==
        "409 conflict - the product order refuses: it is PAYED");
}

TEST_CASE("external operations: a buyer who cancels gets the money, and the shop both webhooks",
          "[control][product-order][webhook]") {
  TestApi api;
  LoadProductOrder(api, "PAYED");
  const TestReply reply = RecordOperation(api, kFirst, "request_cancel");
  CHECK(reply.json["status"] == "CANCELED");
  const std::vector<Json> webhooks = ListWebhooks(api);
  REQUIRE(webhooks.size() == 2);
  CHECK(Json::parse(webhooks[0]["request"]["body"].get<std::string>()) ==
        Json{{"event", "Naver.OrderStatus.Changed"},
             {"imp_uid", "imp_1"},
             {"merchant_uid", "order-1"},
             {"status", "paid"},
             {"extra", {{"product_order_id", kFirst}, {"new_order_status", "CANCELED"}}}});
  CHECK(webhooks[1]["status"] == "cancelled");
  CHECK_FALSE(webhooks[1].contains("event"));
  CHECK(api.Get("/payments/imp_1").response()["cancel_amount"] == 7'000);
}

TEST_CASE("external operations: the log and its fields tell an event from a payment's webhook",
          "[control][product-order][webhook]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERING");
  REQUIRE(RecordOperation(api, kFirst, "deliver").status == 200);
  REQUIRE(api.Control("POST", "/settle", "{}").status == 200);
  const std::string timeline = api.Control("GET", "/timeline").text;
  INFO(timeline);
  CHECK(timeline.find("\"webhook_event\":\"Naver.OrderStatus.Changed\"") != std::string::npos);
  CHECK(timeline.find("\"new_order_status\":\"DELIVERED\"") != std::string::npos);
}

TEST_CASE("external operations: an event as a form has its extra in brackets",
          "[control][product-order][webhook]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERING");
  REQUIRE(api.Control("PUT", "/webhooks/settings", R"({"format": "form"})").status == 200);
  REQUIRE(RecordOperation(api, kFirst, "deliver").status == 200);
  CHECK(ListWebhooks(api)[0]["request"]["body"] ==
        "event=Naver.OrderStatus.Changed&imp_uid=imp_1&merchant_uid=order-1&status=paid"
        "&extra%5Bproduct_order_id%5D=2024013100000001&extra%5Bnew_order_status%5D=DELIVERED");
}

TEST_CASE("external operations: the payment is confirmed when all of its purchases are",
          "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERED");
  REQUIRE(RecordOperation(api, kFirst, "confirm").status == 200);
  CHECK(api.Control("POST", "/snapshot").text.find("purchase_confirmed") == std::string::npos);
  REQUIRE(RecordOperation(api, kSecond, "confirm").status == 200);
  CHECK(api.Control("POST", "/snapshot").text.find("purchase_confirmed") != std::string::npos);
}

TEST_CASE("product reviews: written after the purchase, found by their time and kind",
          "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERED");
  const Json review{{"product_order_id", kFirst}, {"title", "좋아요 👍"}, {"score", 4}};
  CHECK(ControlSummary(Review(api, review)) ==
        "409 conflict - the product order refuses: it is DELIVERED");
  REQUIRE(RecordOperation(api, kFirst, "confirm").status == 200);
  CHECK(Review(api, {{"product_order_id", kFirst}, {"title", "x"}, {"score", 6}}).status == 400);
  REQUIRE(Review(api, review).status == 200);
  const std::int64_t now = ToUnixSeconds(Start());
  const auto find = [&api](std::int64_t from, std::int64_t to, const std::string& type) {
    return api.Get("/naver/reviews?from=" + std::to_string(from) + "&to=" + std::to_string(to) +
                   "&review_type=" + type);
  };
  const TestReply found = find(now, now, "general");
  REQUIRE(found.response().size() == 1);
  const Json listed = found.response()[0];
  CHECK(listed["score"] == "4");
  CHECK(listed["title"] == "좋아요 👍");
  CHECK(listed["content"].is_null());
  CHECK(listed["writer"] == "김구매");
  CHECK(listed["product_order_id"] == kFirst);
  CHECK(listed["product_id"] == "shoe");
  CHECK(listed["created_at"] == now);
  CHECK(listed["modified_at"].is_null());
  CHECK(find(now, now, "premium").response().empty());
  CHECK(find(now + 1, now + 2, "general").response().empty());
  CHECK(find(now - 2, now - 1, "general").response().empty());
  REQUIRE(Review(api, {{"product_order_id", kFirst}, {"title", "아니요"}, {"content", "닳았어요"}})
              .status == 200);
  const Json changed = find(now, now, "general").response()[0];
  CHECK(changed["review_id"] == listed["review_id"]);
  CHECK(changed["score"] == "5");
  CHECK(changed["modified_at"] == now);
}

TEST_CASE("product reviews: checks of a query run in order", "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "PAYED");
  const auto ask = [&api](const char* query) {
    return Summary(api.Get(std::string("/naver/reviews") + query));
  };
  CHECK(ask("") == "400 -1 from 파라메터가 누락되었습니다.");
  CHECK(ask("?from=1706659200000") ==
        "400 -1 from 파라메터가 올바르지 않습니다. (초 단위여야 합니다. 밀리초를 보내지 않았는지 "
        "확인해주세요)");
  CHECK(ask("?from=2") == "400 -1 to 파라메터가 누락되었습니다.");
  CHECK(ask("?from=2&to=1") == "400 -1 to 파라메터가 올바르지 않습니다. (from 이후여야 합니다)");
  CHECK(ask("?from=2&to=2") == "400 -1 review_type 파라메터가 누락되었습니다.");
  CHECK(ask("?from=2&to=2&review_type=old") ==
        "400 -1 review_type 파라메터가 올바르지 않습니다. (general, premium 중 하나여야 합니다)");
  CHECK(ask("?from=2&to=2&review_type=general&channel_key=none") ==
        "500 -1 네이버페이 (주문형) 결제건이 아닙니다.");
  CHECK(ask("?from=2&to=2&review_type=general&channel_key=channel-key-naverco") == "200 0");
}

TEST_CASE("product orders: a snapshot has them, and a sandbox made of it is the same",
          "[control][product-order][snapshot]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERED");
  REQUIRE(RecordOperation(api, kFirst, "request_return").status == 200);
  REQUIRE(Summary(api.Post("/payments/imp_1/naver/withhold-return",
                           {{"product_order_id", kFirst}, {"memo", "비용"}})) == "200 0");
  REQUIRE(RecordOperation(api, kSecond, "confirm").status == 200);
  REQUIRE(Review(api, {{"product_order_id", kSecond}, {"title", "포근해요"}}).status == 200);
  REQUIRE(api.Control("POST", "/settle").status == 200);  // the webhook of the confirmation
  const std::string world = api.Describe();
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  TestApi other;
  const TestReply loaded = other.Control("PUT", "/scenario", snapshot);
  INFO(loaded.text);
  REQUIRE(loaded.status == 200);
  CHECK(other.Describe() == world);
  CHECK(other.Control("GET", "/product-orders").json == api.Control("GET", "/product-orders").json);
}

TEST_CASE("product orders: the list is filtered by status and order", "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERING");
  REQUIRE(RecordOperation(api, kFirst, "deliver").status == 200);
  const auto total = [&api](const char* query) {
    return api.Control("GET", std::string("/product-orders") + query).json["total"];
  };
  CHECK(total("") == 2);
  CHECK(total("?status=DELIVERED") == 1);
  CHECK(total("?merchant_uid=order-1") == 2);
  CHECK(total("?merchant_uid=order-2") == 0);
  CHECK(total("?customer_uid=kim") == 0);
  CHECK(total("?from=2024-02-01T00:00:00%2B09:00") == 0);
  CHECK(api.Control("GET", "/product-orders?status=sent").status == 400);
}

TEST_CASE("product orders: expectations know them", "[control][product-order]") {
  TestApi api;
  LoadProductOrder(api, "DELIVERED");
  const TestReply verdict = api.Control("POST", "/verify", R"({"expect": [
    {"product_orders": 2},
    {"product_orders": {"status": "DELIVERED", "product_id": "shoe", "claim_type": null,
                        "product_amount": 7000}, "count": 1},
    {"in_order": [{"payment": {"merchant_uid": "order-1"}}, {"product_order": {}}]}]})");
  INFO(verdict.text);
  CHECK(verdict.status == 200);
}

}  // namespace
}  // namespace portone
