// SPDX-License-Identifier: MIT
// given.product_orders: what a record leaves out, and the records that contradict each other.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;
using testing::TestReply;

constexpr const char* kPayment =
    R"("payments": [{"merchant_uid": "a", "imp_uid": "imp_1", "amount": 5000, "pg": "naverco",
                     "name": "신발", "buyer_name": "김구매"},
                    {"merchant_uid": "b", "imp_uid": "imp_2", "amount": 100, "pg": "kcp"},
                    {"merchant_uid": "c", "imp_uid": "imp_3", "amount": 100, "pg": "naverco",
                     "status": "failed"}])";

/// The reply to a scenario with these product orders.
TestReply Load(TestApi& api, const std::string& orders) {
  return api.Control(
      "PUT", "/scenario",
      std::string(R"({"given": {)") + kPayment + R"(, "product_orders": [)" + orders + "]}}");
}

std::string LoadAndGetRefusal(const std::string& orders) {
  TestApi api;
  const TestReply reply = Load(api, orders);
  return reply.status == 200 ? "loaded" : reply.json["error"]["message"].get<std::string>();
}

TEST_CASE("given product orders: the payment fills what a record leaves out",
          "[scenario][given][product-order]") {
  TestApi api;
  REQUIRE(Load(api, R"({"merchant_uid": "a", "product_order_status": "PURCHASE_DECIDED",
                        "review": {"title": "좋아요"}})")
              .status == 200);
  const Json rows = api.Control("GET", "/product-orders").json["product_orders"];
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["imp_uid"] == "imp_1");
  CHECK(rows[0]["product_id"] == "a");
  CHECK(rows[0]["product_name"] == "신발");
  CHECK(rows[0]["product_amount"] == 5'000);
  CHECK(rows[0]["quantity"] == 1);
  CHECK(rows[0]["review_score"] == 5);
  CHECK(rows[0]["product_order_id"].get<std::string>().starts_with("20240131"));
}

TEST_CASE("given product orders: a paid payment without any gets one",
          "[scenario][given][product-order]") {
  TestApi api;
  REQUIRE(Load(api, "").status == 200);
  const Json rows = api.Control("GET", "/product-orders").json["product_orders"];
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["merchant_uid"] == "a");
  CHECK(rows[0]["status"] == "PAYED");
}

TEST_CASE("given product orders: of several payments of an order, it is of the one that it fits",
          "[scenario][given][product-order]") {
  TestApi api;
  const TestReply reply = api.Control("PUT", "/scenario", R"({"given": {
      "payments": [{"merchant_uid": "a", "imp_uid": "imp_1", "amount": 100, "pg": "naverco",
                    "status": "failed"},
                   {"merchant_uid": "a", "imp_uid": "imp_2", "amount": 100, "pg": "naverco"}],
      "product_orders": [{"merchant_uid": "a", "product_order_status": "PAYMENT_WAITING"}]}})");
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  const Json rows = api.Control("GET", "/product-orders?order=asc").json["product_orders"];
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["imp_uid"] == "imp_1");
  CHECK(rows[0]["status"] == "PAYMENT_WAITING");
  CHECK(rows[1]["imp_uid"] == "imp_2");
}

TEST_CASE("given product orders: the status must fit a payment of a gateway that takes them",
          "[scenario][given][product-order]") {
  TestApi api;
  const TestReply reply = api.Control("PUT", "/scenario", R"({"given": {
      "payments": [{"merchant_uid": "a", "amount": 100, "pg": "kcp", "status": "failed"},
                   {"merchant_uid": "a", "amount": 100, "pg": "naverco"}],
      "product_orders": [{"merchant_uid": "a", "product_order_status": "PAYMENT_WAITING"}]}})");
  CHECK_THAT(reply.text, Catch::Contains("its status does not fit that of its payment"));
}

TEST_CASE("given product orders: an id that a record has is not made for an earlier one",
          "[scenario][given][product-order]") {
  TestApi api;
  const auto list = [&](const std::string& orders) {
    REQUIRE(Load(api, orders).status == 200);
    return api.Control("GET", "/product-orders?order=asc").json["product_orders"];
  };
  const Json id = list(R"({"merchant_uid": "a"})")[0]["product_order_id"];
  const Json rows = list(R"({"merchant_uid": "a"}, {"merchant_uid": "a", "product_order_id": )" +
                         id.dump() + "}");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["product_order_id"] != id);
  CHECK(rows[1]["product_order_id"] == id);
}

TEST_CASE("given product orders: records that contradict each other are refused",
          "[scenario][given][product-order]") {
  constexpr const char* kNoPayment = "it needs a payment of a gateway that takes product orders";
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "a"}, {"merchant_uid": "a"})") == "loaded");
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "x"})").find(kNoPayment) != std::string::npos);
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "b"})").find(kNoPayment) != std::string::npos);
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "a", "imp_uid": "imp_3"})").find(kNoPayment) !=
        std::string::npos);
  constexpr const char* kUnfit = "its status does not fit that of its payment";
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "a", "product_order_status": "PAYMENT_WAITING"})")
            .find(kUnfit) != std::string::npos);
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "c"})").find(kUnfit) != std::string::npos);
  CHECK(LoadAndGetRefusal(R"({"merchant_uid": "a", "product_order_id": "1"},
                   {"merchant_uid": "a", "product_order_id": "1"})")
            .find("is given twice") != std::string::npos);
}

}  // namespace
}  // namespace portone
