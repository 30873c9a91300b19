// SPDX-License-Identifier: MIT
// A shop whose buyer has ordered two products, for the tests of product orders.
#pragma once

#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone::testing {

inline Json TwoProducts() {
  return Json::array(
      {{{"id", "shoe"},
        {"name", "신발 👟"},
        {"basePrice", 3'000},
        {"quantity", 2},
        {"taxType", "TAX"},
        {"option",
         {{"optionPrice", 500},
          {"selectionCode", "R_L"},
          {"selections", Json::array({{{"label", "색상"}, {"value", "빨강"}}})}}},
        {"shipping", {{"groupId", "a"}, {"baseFee", 2'500}, {"feePayType", "PREPAYED"}}}},
       {{"id", "sock"},
        {"name", "양말"},
        {"basePrice", "1000"},
        {"taxType", "TAX_FREE"},
        {"shipping", {{"groupId", "a"}, {"baseFee", 2'500}}}}});
}

/// A payment for two products, 7,000 and 1,000 won, with 2,500 won for the delivery.
struct ProductShop {
  TestApi api;
  std::string imp_uid;
  std::vector<std::string> ids;

  explicit ProductShop(const Json& products = TwoProducts(), int amount = 10'500) {
    const Json body{{"params",
                     {{"pg", "naverco"},
                      {"merchant_uid", "order-1"},
                      {"amount", amount},
                      {"name", "주문"},
                      {"buyer_name", "김구매 🙂"},
                      {"buyer_tel", "010-1234-5678"},
                      {"buyer_email", "kim.buyer@shop.test"},
                      {"buyer_addr", "서울특별시 강남구"},
                      {"buyer_postcode", "06134"},
                      {"naverProducts", products}}}};
    const TestReply window = api.Control("POST", "/checkouts", body.dump());
    INFO(window.text);
    REQUIRE(window.json["payment"]["status"] == "paid");
    imp_uid = window.json["payment"]["imp_uid"];
    const TestReply orders = api.Get("/payments/" + imp_uid + "/naver/product-orders");
    for (const Json& order : orders.response())
      ids.push_back(order["product_order_id"]);
  }

  std::string Path(const std::string& call) const {
    return "/payments/" + imp_uid + "/naver/" + call;
  }
  TestReply Call(const std::string& call, Json body = Json::object(),
                 const std::vector<std::string>& orders = {}) {
    if (!orders.empty()) body["product_order_id"] = orders;
    return api.Post(Path(call), body);
  }
  void ChangeOrder(const std::string& id, const std::string& operation) {
    const Json body{{"product_order_id", id}, {"operation", operation}};
    const TestReply reply = api.Control("POST", "/actions/change-product-order", body.dump());
    INFO(reply.text);
    REQUIRE(reply.status == 200);
  }
  std::string GetStatus(const std::string& id) {
    return api.Get("/naver/product-orders/" + id).response()["product_order_status"];
  }
  Json Payment() { return api.Get("/payments/" + imp_uid).response(); }
  void Ship() { REQUIRE(Summary(Call("ship", ShipBody())) == "200 0"); }

  static Json ShipBody() {
    return {{"delivery_method", "DELIVERY"},
            {"dispatched_at", ToUnixSeconds(Start())},
            {"delivery_company", "CJGLS"},
            {"tracking_number", "1234567890"}};
  }
};

inline std::vector<std::string> GetProductOrderIds(const TestReply& reply) {
  std::vector<std::string> ids;
  for (const Json& order : reply.response())
    ids.push_back(order["product_order_id"]);
  return ids;
}

}  // namespace portone::testing
