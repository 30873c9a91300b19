// SPDX-License-Identifier: MIT
// fixtures/reference/product_order_states.json: every call and every operation in every state of a
// product order; what the table does not name is refused and changes nothing.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kId = "2024013100000001";

const Json& Table() {
  static const Json kTable =
      Json::parse(testing::ReadSourceFile("fixtures/reference/product_order_states.json"));
  return kTable;
}

const Json& GetRow(const std::string& state) {
  for (const Json& row : Table()["rows"]) {
    if (row["state"] == state) return row;
  }
  FAIL("no row for " << state);
  return Table();
}

/// A sandbox with one product order in this state.
void Load(TestApi& api, const std::string& state) {
  Json order{{"merchant_uid", "order-1"}, {"product_order_id", kId}, {"product_amount", 10'000}};
  order.update(GetRow(state)["observed"]);
  Json payment{
      {"merchant_uid", "order-1"}, {"imp_uid", "imp_1"}, {"amount", 10'000}, {"pg", "naverco"}};
  if (order["product_order_status"] == "PAYMENT_WAITING") {
    payment["status"] = "ready";
    payment["vbank_date"] = "2024-02-05T00:00:00+09:00";
  }
  if (order["product_order_status"] == "CANCELED_BY_NOPAYMENT") payment["status"] = "failed";
  const Json scenario{{"given",
                       {{"webhook", {{"url", "http://shop.test/hook"}}},
                        {"payments", Json::array({payment})},
                        {"product_orders", Json::array({order})}}}};
  const TestReply reply = api.Control("PUT", "/scenario", scenario.dump());
  INFO(reply.text);
  REQUIRE(reply.status == 200);
}

Json ReadListedRow(TestApi& api) {
  return api.Control("GET", "/product-orders").json["product_orders"].at(0);
}

/// What distinguishes states in the control API's list: "placed" only until the goods are sent.
Json ReadObservedState(const Json& row) {
  Json observed{{"product_order_status", row["status"]}};
  if (!row["claim_type"].is_null()) observed["claim_type"] = row["claim_type"];
  if (!row["claim_status"].is_null()) observed["claim_status"] = row["claim_status"];
  if (row["status"] == "PAYED" && row["placed"] == true) observed["placed"] = true;
  if (row["withheld"] == true) observed["withheld"] = true;
  return observed;
}

Json MakeBody(const std::string& call) {
  if (call == "ship")
    return {{"delivery_method", "NOTHING"}, {"dispatched_at", ToUnixSeconds(testing::Start())}};
  if (call == "ship-exchanged") return {{"delivery_method", "QUICK_SVC"}};
  if (call == "request-return") return {{"delivery_method", "RETURN_DESIGNATED"}};
  if (call == "reject-return" || call == "withhold-return") return {{"memo", "안 됩니다"}};
  return Json::object();
}

TestReply Call(TestApi& api, const std::string& call) {
  return api.Post("/payments/imp_1/naver/" + call, MakeBody(call));
}

TestReply Operate(TestApi& api, const std::string& operation) {
  const Json body{{"product_order_id", kId}, {"operation", operation}};
  return api.Control("POST", "/actions/change-product-order", body.dump());
}

TEST_CASE("product order states: the table is complete, and every state can be reached",
          "[api][product-order]") {
  std::set<std::string> states;
  for (const Json& row : Table()["rows"])
    CHECK(states.insert(row["state"].get<std::string>()).second);
  std::set<std::string> operations = Table()["calls"].get<std::set<std::string>>();
  for (const Json& operation : Table()["external_operations"])
    CHECK(operations.insert(operation.get<std::string>()).second);
  std::set<std::string> reached = Table()["given_only"].get<std::set<std::string>>();
  std::vector<std::string> next{Table()["start"].get<std::string>()};
  while (!next.empty()) {
    const std::string state = next.back();
    next.pop_back();
    if (!reached.insert(state).second) continue;
    for (const auto& [operation, to] : GetRow(state)["legal"].items()) {
      CHECK(operations.contains(operation));
      next.push_back(to);
    }
  }
  CHECK(reached == states);
}

TEST_CASE("product order states: every call in every state does what the table says",
          "[api][product-order][slow]") {
  TestApi api;
  for (const Json& row : Table()["rows"]) {
    for (const std::string call : Table()["calls"]) {
      const std::string state = row["state"];
      CAPTURE(state, call);
      Load(api, state);
      const Json before = ReadListedRow(api);
      const TestReply reply = Call(api, call);
      INFO(reply.text);
      if (!row["legal"].contains(call)) {
        CHECK(reply.status == 500);
        CHECK(reply.message().starts_with("처리할 수 없는 상태의 상품주문입니다. ("));
        CHECK(ReadListedRow(api) == before);
        continue;
      }
      CHECK(Summary(reply) == "200 0");
      CHECK(ReadObservedState(ReadListedRow(api)) == GetRow(row["legal"][call])["observed"]);
      CHECK(reply.response().at(0)["product_order_status"] == ReadListedRow(api)["status"]);
    }
  }
}

TEST_CASE("product order states: every external operation does what the table says",
          "[api][product-order][slow]") {
  TestApi api;
  for (const Json& row : Table()["rows"]) {
    for (const std::string operation : Table()["external_operations"]) {
      const std::string state = row["state"];
      CAPTURE(state, operation);
      Load(api, state);
      const Json before = ReadListedRow(api);
      const TestReply reply = Operate(api, operation);
      INFO(reply.text);
      if (!row["legal"].contains(operation)) {
        CHECK(reply.status == 409);
        CHECK(ReadListedRow(api) == before);
        continue;
      }
      CHECK(reply.status == 200);
      CHECK(ReadObservedState(ReadListedRow(api)) == GetRow(row["legal"][operation])["observed"]);
    }
  }
}

TEST_CASE("product order states: a change of the status sends one event, a claim alone none",
          "[api][product-order][webhook]") {
  TestApi api;
  for (const Json& row : Table()["rows"]) {
    for (const auto& [operation, to] : row["legal"].items()) {
      const std::string state = row["state"];
      CAPTURE(state, operation);
      Load(api, state);
      const bool is_call = Table()["calls"].get<std::set<std::string>>().contains(operation);
      REQUIRE((is_call ? Call(api, operation) : Operate(api, operation)).status == 200);
      std::vector<Json> events;
      const Json webhooks = api.Control("GET", "/webhooks").json["webhooks"];
      for (const Json& webhook : webhooks) {
        if (webhook.contains("event")) events.push_back(webhook);
      }
      const Json& after = GetRow(to)["observed"]["product_order_status"];
      const bool is_changed = after != row["observed"]["product_order_status"];
      REQUIRE(events.size() == (is_changed ? 1U : 0U));
      if (!is_changed) continue;
      CHECK(events[0]["event"] == "Naver.OrderStatus.Changed");
      CHECK(events[0]["product_order_id"] == kId);
      CHECK(events[0]["new_order_status"] == after);
    }
  }
}

}  // namespace
}  // namespace portone
