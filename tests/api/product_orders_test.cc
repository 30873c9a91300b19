// SPDX-License-Identifier: MIT
// Product orders by API: how they are made, their lives, partial success, and how the payment
// agrees with them.
#include <string>
#include <vector>

#include "support/product_shop.h"

namespace portone {
namespace {

using testing::EncodeForm;
using testing::GetProductOrderIds;
using testing::GetShape;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;
using Shop = testing::ProductShop;

constexpr const char* kNoOrder = "404 -1 상품주문이 존재하지 않습니다.";
constexpr const char* kOtherPayment = "500 -1 해당 결제건의 상품주문이 아닙니다.";

TEST_CASE("product orders: a payment makes one for each product, with its option and delivery",
          "[api][product-order]") {
  Shop shop;
  REQUIRE(shop.ids.size() == 2);
  const Json order = shop.api.Get("/naver/product-orders/" + shop.ids[0]).response();
  CHECK(GetShape(order) ==
        Strings{"claim_status null", "claim_type null", "delivery_amount integer",
                "individual_code null", "orderer object", "product_amount integer",
                "product_id string", "product_name string", "product_option_id string",
                "product_option_name string", "product_order_id string",
                "product_order_status string", "quantity integer", "shipping_address object",
                "shipping_due integer", "shipping_memo null"});
  CHECK(shop.ids[0].starts_with("20240131"));
  CHECK(shop.ids[0].size() == 16);
  CHECK(order["product_order_status"] == "PAYED");
  CHECK(order["product_name"] == "신발 👟");
  CHECK(order["product_option_id"] == "R_L");
  CHECK(order["product_option_name"] == "색상: 빨강");
  CHECK(order["quantity"] == 2);
  CHECK(order["product_amount"] == 7'000);
  CHECK(order["delivery_amount"] == 2'500);
  CHECK(order["orderer"] ==
        Json{{"id", "kim****"}, {"name", "김구매 🙂"}, {"tel", "010-1234-5678"}});
  CHECK(order["shipping_address"]["base"] == "서울특별시 강남구");
  CHECK(order["shipping_due"] == ToUnixSeconds(testing::At("2024-02-03T23:59:59+09:00")));
  const Json second = shop.api.Get("/naver/product-orders/" + shop.ids[1]).response();
  CHECK(second["product_amount"] == 1'000);
  CHECK(second["delivery_amount"] == 0);
  CHECK(second["product_option_id"] == "");
}

TEST_CASE("product orders: the payment's amount becomes that of its products",
          "[api][product-order]") {
  Shop shop(testing::TwoProducts(), 9'999);
  CHECK(shop.Payment()["amount"] == 10'500);
  Shop bare(Json::array(), 9'999);
  CHECK(bare.Payment()["amount"] == 9'999);
  REQUIRE(bare.ids.size() == 1);
  CHECK(bare.api.Get("/naver/product-orders/" + bare.ids[0]).response()["product_amount"] == 9'999);
}

TEST_CASE("product orders: one is followed from the order to the confirmed purchase",
          "[api][product-order]") {
  Shop shop;
  CHECK(Summary(shop.Call("place")) == "200 0");
  CHECK(GetProductOrderIds(shop.Call("ship", Shop::ShipBody())) == shop.ids);
  CHECK(shop.GetStatus(shop.ids[0]) == "DELIVERING");
  const Json row = shop.api.Control("GET", "/product-orders?order=asc").json["product_orders"][0];
  CHECK(row["tracking_number"] == "1234567890");
  CHECK(row["delivery_company"] == "CJGLS");
  shop.ChangeOrder(shop.ids[0], "deliver");
  CHECK(shop.GetStatus(shop.ids[0]) == "DELIVERED");
  shop.ChangeOrder(shop.ids[0], "confirm");
  CHECK(shop.GetStatus(shop.ids[0]) == "PURCHASE_DECIDED");
  CHECK(shop.Payment()["status"] == "paid");
}

TEST_CASE("product orders: a call that succeeds for some replies 207 with these",
          "[api][product-order]") {
  Shop shop;
  CHECK(Summary(shop.Call("cancel", {{"reason", "SOLD_OUT"}}, {shop.ids[0]})) == "200 0");
  const TestReply rest = shop.Call("place");
  CHECK(Summary(rest) == "207 0");
  CHECK(GetProductOrderIds(rest) == Strings{shop.ids[1]});
  const TestReply mixed = shop.Call("ship", Shop::ShipBody(), {shop.ids[1], "999", shop.ids[1]});
  CHECK(Summary(mixed) == "207 0");
  CHECK(GetProductOrderIds(mixed) == Strings{shop.ids[1]});
  CHECK(Summary(shop.Call("place")) ==
        "500 -1 처리할 수 없는 상태의 상품주문입니다. (CANCELED, CANCEL_DONE)");
  CHECK(Summary(shop.Call("place", {}, {"999"})) == kOtherPayment);
  CHECK(Summary(shop.Call("place", {}, {shop.ids[1]})) ==
        "500 -1 처리할 수 없는 상태의 상품주문입니다. (DELIVERING)");
}

TEST_CASE("product orders: an empty array and null mean all", "[api][product-order]") {
  Shop empty;
  CHECK(GetProductOrderIds(empty.Call("place", {{"product_order_id", Json::array()}})) ==
        empty.ids);
  Shop null;
  CHECK(GetProductOrderIds(null.Call("place", {{"product_order_id", nullptr}})) == null.ids);
  Shop single;
  CHECK(GetProductOrderIds(single.Call("place", {{"product_order_id", single.ids[0]}})) ==
        Strings{single.ids[0]});
}

TEST_CASE("product orders: a form does what JSON does", "[api][product-order]") {
  Shop shop;
  const Json ids{{"product_order_id", shop.ids}};
  CHECK(Summary(shop.api.PostForm(shop.Path("place"), EncodeForm(ids))) == "200 0");
  Json ship = Shop::ShipBody();
  ship["product_order_id"] = Json::array({shop.ids[0]});
  CHECK(Summary(shop.api.PostForm(shop.Path("ship"), EncodeForm(ship))) == "200 0");
  shop.ChangeOrder(shop.ids[0], "request_return");
  const std::string memo = "반품 불가 😢 & 재고 없음";
  CHECK(Summary(shop.api.PostForm(shop.Path("reject-return"),
                                  EncodeForm({{"product_order_id", Json::array({shop.ids[0]})},
                                              {"memo", memo}}))) == "200 0");
  const Json row = shop.api.Control("GET", "/product-orders?order=asc").json["product_orders"][0];
  CHECK(row["claim_memo"] == memo);
  CHECK(row["claim_status"] == "RETURN_REJECT");
}

TEST_CASE("product orders: what is cancelled gives its part of the payment back",
          "[api][product-order]") {
  Shop shop;
  const TestReply first = shop.Call("cancel", {{"reason", "SOLD_OUT"}}, {shop.ids[1]});
  CHECK(first.response()[0]["product_order_status"] == "CANCELED");
  CHECK(first.response()[0]["claim_type"] == "CANCEL");
  CHECK(first.response()[0]["claim_status"] == "CANCEL_DONE");
  CHECK(shop.Payment()["cancel_amount"] == 1'000);
  CHECK(shop.Payment()["cancel_history"][0]["reason"] == "SOLD_OUT");
  REQUIRE(Summary(shop.Call("cancel", {}, {shop.ids[0]})) == "200 0");
  CHECK(shop.Payment()["cancel_amount"] == 10'500);
  CHECK(shop.Payment()["cancel_history"][1]["reason"] == "PRODUCT_UNSATISFIED");
  CHECK(shop.Payment()["status"] == "cancelled");
}

TEST_CASE("product orders: what is returned gives back the product, not its delivery",
          "[api][product-order]") {
  Shop shop;
  shop.Ship();
  shop.ChangeOrder(shop.ids[0], "request_return");
  REQUIRE(Summary(shop.Call("approve-return", {{"memo", "확인"}}, {shop.ids[0]})) == "200 0");
  CHECK(shop.Payment()["cancel_amount"] == 7'000);
  CHECK(shop.GetStatus(shop.ids[1]) == "DELIVERING");
}

TEST_CASE("product orders: a payment that is cancelled as a whole cancels them all",
          "[api][product-order]") {
  Shop shop;
  REQUIRE(Summary(shop.Call("place")) == "200 0");
  CHECK(Summary(shop.api.Post("/payments/cancel", {{"imp_uid", shop.imp_uid}, {"amount", 500}})) !=
        "200 0");
  REQUIRE(Summary(shop.api.Post("/payments/cancel", {{"imp_uid", shop.imp_uid}})) == "200 0");
  for (const std::string& id : shop.ids)
    CHECK(shop.GetStatus(id) == "CANCELED");
  CHECK(shop.Payment()["cancel_amount"] == 10'500);
}

TEST_CASE("product orders: a refund of the whole payment leaves a confirmed purchase confirmed",
          "[api][product-order]") {
  Shop shop;
  shop.Ship();
  shop.ChangeOrder(shop.ids[0], "confirm");
  REQUIRE(Summary(shop.api.Post("/payments/cancel", {{"imp_uid", shop.imp_uid}})) == "200 0");
  CHECK(shop.GetStatus(shop.ids[0]) == "PURCHASE_DECIDED");
  CHECK(shop.GetStatus(shop.ids[1]) == "CANCELED");
  CHECK(shop.Payment()["cancel_amount"] == 10'500);
}

TEST_CASE("product orders: a deposit pays them, and an account that expires ends them",
          "[api][product-order]") {
  constexpr const char* kScenario = R"({"clock": {"start": "2024-01-31T09:00:00+09:00",
    "mode": "manual"}, "given": {"payments": [
    {"merchant_uid": "a", "imp_uid": "imp_1", "amount": 1000, "pg": "naverco", "status": "ready",
     "vbank_date": "2024-02-02T00:00:00+09:00"},
    {"merchant_uid": "b", "imp_uid": "imp_2", "amount": 1000, "pg": "naverco", "status": "ready",
     "vbank_date": "2024-02-02T00:00:00+09:00"}]}})";
  TestApi api;
  REQUIRE(api.Control("PUT", "/scenario", kScenario).status == 200);
  const auto status = [&api](const std::string& imp_uid) {
    return api.Get("/payments/" + imp_uid + "/naver/product-orders")
        .response()[0]["product_order_status"]
        .get<std::string>();
  };
  CHECK(status("imp_1") == "PAYMENT_WAITING");
  REQUIRE(api.Control("POST", "/actions/deposit", R"({"imp_uid": "imp_1"})").status == 200);
  CHECK(status("imp_1") == "PAYED");
  REQUIRE(api.Control("POST", "/clock/advance", R"({"by": "3d"})").status == 200);
  CHECK(status("imp_1") == "PAYED");
  CHECK(status("imp_2") == "CANCELED_BY_NOPAYMENT");
}

TEST_CASE("product orders: a sub-merchant has its own", "[api][product-order]") {
  Shop shop;
  shop.api.headers = {{"Tier", "A01"}};
  CHECK(Summary(shop.api.Get("/naver/product-orders/" + shop.ids[0])) == kNoOrder);
}

TEST_CASE("product orders: what is left of a payment can be cancelled, a part of it cannot",
          "[api][product-order]") {
  Shop shop;
  REQUIRE(Summary(shop.Call("cancel", Json::object(), {shop.ids[1]})) == "200 0");
  const auto left = 10'500 - shop.Payment()["cancel_amount"].get<int>();
  const auto cancel = [&shop](const Json& more) {
    Json body{{"imp_uid", shop.imp_uid}};
    body.update(more);
    return Summary(shop.api.Post("/payments/cancel", body));
  };
  CHECK(cancel({{"amount", left - 1}}) == "200 -1 결제취소에 실패하였습니다. 부분취소 불가");
  CHECK(cancel(Json::object()) == "200 0");
  CHECK(shop.GetStatus(shop.ids[0]) == "CANCELED");
  CHECK(shop.Payment()["cancel_amount"] == 10'500);
}

TEST_CASE("product orders: a second shipment keeps the time of the first", "[api][product-order]") {
  Shop shop;
  shop.Ship();
  const auto dispatched_at = [&shop] {
    const Json page = shop.api.Control("GET", "/product-orders").json;
    for (const Json& order : page["product_orders"])
      if (order["product_order_id"] == shop.ids[0]) return order["dispatched_at"];
    return Json();
  };
  const Json sent = dispatched_at();
  REQUIRE(sent.is_string());
  shop.ChangeOrder(shop.ids[0], "request_exchange");
  REQUIRE(Summary(shop.Call("collect-exchanged", Json::object(), {shop.ids[0]})) == "200 0");
  REQUIRE(Summary(shop.Call("ship-exchanged", {{"delivery_method", "DIRECT_DELIVERY"}},
                            {shop.ids[0]})) == "200 0");
  CHECK(dispatched_at() == sent);
}

}  // namespace
}  // namespace portone
