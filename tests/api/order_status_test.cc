// SPDX-License-Identifier: MIT
// What PAYCO is told of an order: fixtures/reference/order_status_states.json, and what is refused.
#include <functional>
#include <map>
#include <string>

#include "support/injected_faults.h"
#include "support/state_table.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

struct OrderSandbox {
  TestApi api;
  std::string imp_uid;

  void Pay() { imp_uid = testing::PayInWindow(api, testing::WindowParams("payco", "order-1")); }
  TestReply Tell(const std::string& status) {
    return api.Post("/payco/orders/status/" + imp_uid, {{"status", status}});
  }
  std::string Cancel() { return Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}})); }
};

std::function<void(OrderSandbox&)> MakeStatusWay(const std::string& status) {
  return [status](OrderSandbox& sandbox) {
    sandbox.Pay();
    REQUIRE(Summary(sandbox.Tell(status)) == "200 0");
  };
}

const std::map<std::string, std::function<void(OrderSandbox&)>>& GetOrderStateSetups() {
  static const std::map<std::string, std::function<void(OrderSandbox&)>> kSetups{
      {"paid", [](OrderSandbox& sandbox) { sandbox.Pay(); }},
      {"shipped", MakeStatusWay("DELIVERY_START")},
      {"decided", MakeStatusWay("PURCHASE_DECISION")},
      {"told_cancelled", MakeStatusWay("CANCELED")},
      {"cancelled",
       [](OrderSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(sandbox.Cancel() == "200 0");
       }},
      {"unpaid",
       [](OrderSandbox& sandbox) {
         const Json body{{"params", testing::WindowParams("payco", "order-1")},
                         {"outcome", "abandon"}};
         sandbox.imp_uid =
             sandbox.api.Control("POST", "/checkouts", body.dump()).json["payment"]["imp_uid"];
       }},
  };
  return kSetups;
}

std::string Run(OrderSandbox& sandbox, const std::string& event) {
  return event == "cancel" ? sandbox.Cancel() : Summary(sandbox.Tell(event));
}

/// The state as the list shows it. What was told of an order that was cancelled since is history.
std::string ReadObservedState(OrderSandbox& sandbox) {
  const Json payment = sandbox.api.Control("GET", "/payments").json["payments"].at(0);
  if (payment["status"] == "cancelled") return "cancelled";
  return payment["status"].get<std::string>() + " " + payment["order_status"].dump();
}

TEST_CASE("order status: the table has every state and every event once", "[api][payco]") {
  testing::CheckStateTable(testing::ReadStateTable("order_status_states.json"),
                           GetOrderStateSetups());
}

TEST_CASE("order status: every event in every state answers as the table says", "[api][payco]") {
  testing::WalkStateTable<OrderSandbox>(testing::ReadStateTable("order_status_states.json"),
                                        GetOrderStateSetups(), Run, ReadObservedState);
}

TEST_CASE("order status: the reply repeats the status", "[api][payco]") {
  OrderSandbox sandbox;
  sandbox.Pay();
  CHECK(sandbox.Tell("DELIVERY_START").response() == Json{{"status", "DELIVERY_START"}});
  const TestReply by_form =
      sandbox.api.PostForm("/payco/orders/status/" + sandbox.imp_uid, "status=PURCHASE_DECISION");
  CHECK(by_form.response() == Json{{"status", "PURCHASE_DECISION"}});
}

TEST_CASE("order status: checks of a call run in order", "[api][payco]") {
  TestApi api;
  const std::string other = testing::PayInWindow(api, testing::WindowParams("kcp", "order-1"));
  const auto tell = [&](const std::string& imp_uid, const Json& body) {
    const std::string before = api.Describe();
    const std::string outcome = Summary(api.Post("/payco/orders/status/" + imp_uid, body));
    CHECK(api.Describe() == before);
    return outcome;
  };
  CHECK(tell("imp_1", Json::object()) == "400 -1 status 파라메터가 누락되었습니다.");
  CHECK(tell("imp_1", {{"status", {1}}}) ==
        "400 -1 status 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)");
  for (const char* status : {"CANCELED", "CANCEL_REQUEST", "asdf"}) {
    CAPTURE(status);
    CHECK(tell("imp_1", {{"status", status}}) == "404 -1 존재하지 않는 결제정보입니다.");
    CHECK(tell(other, {{"status", status}}) == "400 -1 페이코 결제건이 아닙니다.");
  }
}

TEST_CASE("order status: PAYCO checks the value, and whether the order can change to it",
          "[api][payco]") {
  OrderSandbox sandbox;
  sandbox.Pay();
  const std::string before = sandbox.api.Describe();
  CHECK(Summary(sandbox.Tell("배송 🚚")) ==
        "400 -1 파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected "
        "OrderProductStatusType{PAYMENT_WAITNG,PAYED,DELIVERY_READY,DELIVERY_START,DELIVERING,"
        "DELIVERY_COMPLETE,CANCEL_REQUEST,EXCHANGE_WAIT,EXCHANGE_COMPLETE,RETURN_WAIT,"
        "RETURN_COMPLETE,PURCHASE_DECISION,OUTSELLER_REFUND,CANCELED}, but [배송 🚚]");
  CHECK(Summary(sandbox.Tell("PAYMENT_WAITNG")) ==
        "400 -1 변경할 수 없는 주문상태입니다. (PAYED -> PAYMENT_WAITNG)");
  CHECK(sandbox.api.Describe() == before);
}

TEST_CASE("order status: PAYCO may fail", "[api][payco][fault]") {
  OrderSandbox sandbox;
  sandbox.Pay();
  testing::AddFault(sandbox.api, R"({"when": {"operation": "other_gateway_call", "pg": "payco"},
      "then": {"decline": {"code": "9999", "message": "오류"}}})");
  CHECK(Summary(sandbox.Tell("DELIVERY_START")) == "500 -1 [9999] 오류");
  CHECK(sandbox.api.Control("GET", "/payments").json["payments"][0]["order_status"].is_null());
  CHECK(Summary(sandbox.Tell("DELIVERY_START")) == "200 0");
}

}  // namespace
}  // namespace portone
