// SPDX-License-Identifier: MIT
// What the calls on product orders refuse, in which order, and what faults do to them.
#include <string>
#include <vector>

#include "support/injected_faults.h"
#include "support/product_shop.h"

namespace portone {
namespace {

using testing::AddFault;
using testing::CheckErrorOrder;
using testing::GetProductOrderIds;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;
using Shop = testing::ProductShop;

constexpr const char* kNoPayment = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kNoOrder = "404 -1 상품주문이 존재하지 않습니다.";

TEST_CASE("product orders: checks of a shipment run in order", "[api][product-order]") {
  Shop shop;
  Json ids = Json::array();
  for (int i = 0; i <= 100; ++i)
    ids.push_back(std::to_string(i));
  CHECK(Summary(shop.Call("ship", {{"product_order_id", ids}})) ==
        "400 -1 product_order_id 파라메터가 올바르지 않습니다. (100개까지 가능합니다)");
  CHECK(
      Summary(shop.Call("ship", {}, {"가나다"})) ==
      "400 -1 product_order_id 파라메터가 올바르지 않습니다. (숫자로 된 상품주문번호여야 합니다)");
  CHECK(Summary(shop.Call("ship", {{"product_order_id", {{"a", 1}}}})) ==
        "400 -1 product_order_id 파라메터가 올바르지 않습니다. (문자열 또는 문자열의 배열이어야 "
        "합니다)");
  CheckErrorOrder(
      shop.api, shop.Path("ship"),
      {{"{}", "400 -1 delivery_method 파라메터가 누락되었습니다."},
       {R"({"delivery_method": "택배"})",
        "400 -1 delivery_method 파라메터가 올바르지 않습니다. (DELIVERY, GDFW_ISSUE_SVC, "
        "VISIT_RECEIPT, DIRECT_DELIVERY, QUICK_SVC, NOTHING 중 하나여야 합니다)"},
       {R"({"delivery_method": "DELIVERY"})", "400 -1 dispatched_at 파라메터가 누락되었습니다."},
       {R"({"dispatched_at": 1706659200000})",
        "400 -1 dispatched_at 파라메터가 올바르지 않습니다. (초 단위여야 합니다. 밀리초를 보내지 "
        "않았는지 확인해주세요)"},
       {R"({"dispatched_at": 1706659200, "delivery_company": "XX"})",
        "400 -1 delivery_company 파라메터가 올바르지 않습니다. (CJGLS, KGB, DONGBU, EPOST, "
        "REGISTPOST, HANJIN, HYUNDAI, KGBLS, INNOGIS, DAESIN, ILYANG, KDEXP, CHUNIL, CH1, HDEXP, "
        "CVSNET, DHL, FEDEX, GSMNTON, WARPEX, WIZWA, EMS, DHLDE, ACIEXPRESS, EZUSA, PANTOS, UPS, "
        "HLCGLOBAL, KOREXG, TNT, SWGEXP, DAEWOON, USPS, IPARCEL, KUNYOUNG, HPL, DADREAM, SLX, "
        "SFEXPRESS, HONAM 중 하나여야 합니다)"},
       {R"({"delivery_company": null})", "400 -1 delivery_company 파라메터가 누락되었습니다."},
       {R"({"delivery_company": "HANJIN"})", "400 -1 tracking_number 파라메터가 누락되었습니다."},
       {R"({"tracking_number": "송장 1"})", "200 0"}});
}

TEST_CASE("product orders: checks of a return run in order", "[api][product-order]") {
  Shop shop;
  shop.Ship();
  CheckErrorOrder(
      shop.api, shop.Path("request-return"),
      {{"{}", "400 -1 delivery_method 파라메터가 누락되었습니다."},
       {R"({"delivery_method": "DELIVERY"})",
        "400 -1 delivery_method 파라메터가 올바르지 않습니다. (RETURN_DESIGNATED, "
        "RETURN_DELIVERY, RETURN_INDIVIDUAL 중 하나여야 합니다)"},
       {R"({"delivery_method": "RETURN_DELIVERY"})",
        "400 -1 delivery_company 파라메터가 누락되었습니다."},
       {R"({"delivery_company": "CH1"})", "400 -1 tracking_number 파라메터가 누락되었습니다."},
       {R"({"tracking_number": "7", "reason": "그냥"})", "200 0"}});
  CHECK(shop.api.Control("GET", "/product-orders").json["product_orders"][0]["claim_reason"] ==
        "INTENT_CHANGED");
  CheckErrorOrder(shop.api, shop.Path("withhold-return"),
                  {{"{}", "400 -1 memo 파라메터가 누락되었습니다."},
                   {R"({"memo": "보류", "extra_charge": -1})",
                    "400 -1 extra_charge 파라메터가 올바르지 않습니다. (0 이상 999999999 이하여야 "
                    "합니다)"},
                   {R"({"extra_charge": 3000})", "200 0"}});
  const Json row = shop.api.Control("GET", "/product-orders").json["product_orders"][0];
  CHECK(row["claim_reason"] == "ETC");
  CHECK(row["extra_charge"] == 3'000);
  CHECK(row["withheld"] == true);
  CheckErrorOrder(
      shop.api, shop.Path("reject-return"),
      {{"{}", "400 -1 memo 파라메터가 누락되었습니다."}, {R"({"memo": "거절"})", "200 0"}});
}

TEST_CASE("product orders: every call refuses unknown payments and those of other gateways",
          "[api][product-order]") {
  TestApi api;
  const std::string other = api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-9"))
                                .response()["imp_uid"];
  Json body = Shop::ShipBody();
  body["memo"] = "메모";
  for (const std::string call : {"place", "ship", "cancel", "approve-cancel", "request-return",
                                 "approve-return", "reject-return", "withhold-return",
                                 "resolve-return", "collect-exchanged", "ship-exchanged"}) {
    CAPTURE(call);
    Json patched = body;
    if (call == "request-return") patched["delivery_method"] = "RETURN_INDIVIDUAL";
    CHECK(Summary(api.Post("/payments/imp_0/naver/" + call, patched)) == kNoPayment);
    patched["product_order_id"] = Json::array({"첫째"});
    CHECK(Summary(api.Post("/payments/imp_0/naver/" + call, patched)).starts_with("400 -1 "));
    patched.erase("product_order_id");
    CHECK(Summary(api.Post("/payments/" + other + "/naver/" + call, patched)) ==
          "500 -1 네이버페이 (주문형) 결제건이 아닙니다.");
  }
  CHECK(Summary(api.Get("/payments/imp_0/naver/product-orders")) == kNoPayment);
  CHECK(Summary(api.Get("/payments/" + other + "/naver/product-orders")) == kNoOrder);
  CHECK(Summary(api.Get("/naver/product-orders/2024013100000000")) == kNoOrder);
  CHECK(
      Summary(api.Get("/naver/product-orders/first")) ==
      "400 -1 product_order_id 파라메터가 올바르지 않습니다. (숫자로 된 상품주문번호여야 합니다)");
}

TEST_CASE("product orders: calls for the other kind of Naver Pay payment refuse an order",
          "[api][product-order]") {
  Shop shop;
  CHECK(Summary(shop.Call("point")) == "500 -1 네이버페이 (결제형) 결제건이 아닙니다.");
  CHECK(Summary(shop.Call("confirm")) == "500 -1 네이버페이 (결제형) 결제건이 아닙니다.");
  CHECK(Summary(shop.api.Get(shop.Path("cash-amount"))) ==
        "400 -1 네이버페이 (결제형) 결제건이 아닙니다.");
}

TEST_CASE("product orders: a fault lets some of them fail, and may come before or after",
          "[api][product-order]") {
  Shop shop;
  AddFault(shop.api, R"({"when": {"operation": "other_gateway_call", "pg": "naverco",
                                  "merchant_uid": "order-1"},
                         "then": {"decline": {"code": "ERR-NC-104116", "message": "점검 중"}}})");
  const TestReply some = shop.Call("place");
  CHECK(Summary(some) == "207 0");
  CHECK(GetProductOrderIds(some) == Strings{shop.ids[1]});
  AddFault(shop.api, R"({"when": {"operation": "other_gateway_call"},
                         "then": {"decline": {"code": "E1", "message": "안 됨"}}})");
  CHECK(Summary(shop.Call("place", {}, {shop.ids[0]})) == "500 -1 [E1] 안 됨");
  AddFault(shop.api, R"({"when": {"operation": "other_gateway_call"}, "skip": 1,
                         "then": {"error": {"status": 503, "code": -1, "message": "later"}}})");
  {
    const testing::ReplacedReplies replaced({"503/-1"});
    CHECK(Summary(shop.Call("ship", Shop::ShipBody())) == "503 -1 later");
  }
  CHECK(shop.GetStatus(shop.ids[0]) == "PAYED");
  CHECK(shop.GetStatus(shop.ids[1]) == "PAYED");
}

}  // namespace
}  // namespace portone
