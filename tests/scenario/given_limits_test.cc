// SPDX-License-Identifier: MIT
// What a given record may not say, because the API would not take it, and what it may: the same
// values are sent to the API.
#include <string>

#include "support/catch.h"
#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;
using testing::TestReply;

std::string LoadGiven(TestApi& api, const std::string& given) {
  const TestReply reply = api.Control("PUT", "/scenario", R"({"given": )" + given + "}");
  return reply.status == 200 ? "loaded" : reply.json["error"]["parameter"].get<std::string>();
}

/// A preparation with one member set, as an object.
Json MakePreparation(const std::string& key, const Json& value) {
  Json one{{"merchant_uid", "p"}, {"btid", "b"}, {"cust_ip", "203.0.113.7"}};
  one[key] = value;
  if (value.is_null()) one.erase(key);
  return one;
}

TEST_CASE("given limits: a preparation is refused where the API refuses it",
          "[scenario][given][kcpquick]") {
  const auto [key, value] = GENERATE(table<std::string, Json>({
      {"btid", Json()},
      {"btid", ""},
      {"btid", "스물한글자보다긴번호12345678901"},
      {"btid", "스무글자인번호1234567890123"},
      {"cust_ip", Json()},
      {"cust_ip", "::1"},
      {"cust_ip", "127.0.0.256"},
      {"cust_ip", "0.0.0.0"},
      {"prepaid_amount", 1'000'000'000},
      {"prepaid_amount", 999'999'999},
      {"vender_type", std::string(21, 'v')},
      {"reward_id", std::string(21, 'r')},
      {"reward_id", std::string(20, 'r')},
  }));
  CAPTURE(key, value);
  TestApi api;
  api.headers = {{"Accept", "application/json"}};
  Json body = MakePreparation(key, value);
  body.erase("merchant_uid");
  body["code_verifier"] = "v";
  const bool is_taken = api.Post("/kcpquick/prepare/p", body).code() == 0;
  const Json given{{"quick_preparations", Json::array({MakePreparation(key, value)})}};
  CHECK(LoadGiven(api, given.dump()) ==
        (is_taken ? "loaded" : "given/quick_preparations/0/" + key));
}

TEST_CASE("given limits: the number of a business may have dashes, and is kept without them",
          "[scenario][given][partners]") {
  TestApi api;
  CHECK(LoadGiven(api, R"({"payments": [
    {"merchant_uid": "o", "amount": 100, "pg": "html5_inicis", "partner_sales": [
      {"business_registration_number": "123-45-67890", "company_name": "가게",
       "amount": 100}]}]})") == "loaded");
  const Json sales = api.Control("GET", "/partner-sales").json["partner_sales"];
  REQUIRE(sales.size() == 1);
  CHECK(sales[0]["business_registration_number"] == "1234567890");
}

TEST_CASE("given limits: every state of the table of product orders can be given",
          "[scenario][given][product-order]") {
  const Json table =
      Json::parse(testing::ReadSourceFile("fixtures/reference/product_order_states.json"));
  std::size_t states = 0;
  for (const Json& row : table["rows"]) {
    Json order = row["observed"];
    CAPTURE(order.dump());
    order["merchant_uid"] = "a";
    TestApi api;
    const bool is_unpaid = order["product_order_status"] == "PAYMENT_WAITING" ||
                           order["product_order_status"] == "CANCELED_BY_NOPAYMENT";
    const Json payment{{"merchant_uid", "a"},
                       {"amount", 1'000},
                       {"pg", "naverco"},
                       {"status", is_unpaid ? "failed" : "paid"}};
    const Json given{{"payments", Json::array({payment})},
                     {"product_orders", Json::array({order})}};
    CHECK(LoadGiven(api, given.dump()) == "loaded");
    ++states;
  }
  CHECK(states > 20);
}

TEST_CASE("given limits: a hundred partners sell in a payment, and no more",
          "[scenario][given][partners]") {
  TestApi api;
  const Json sale{
      {"business_registration_number", "1234567890"}, {"company_name", "c"}, {"amount", 1}};
  Json payment{{"merchant_uid", "o"},
               {"amount", 1'000},
               {"pg", "html5_inicis"},
               {"partner_sales", Json::array()}};
  for (int i = 0; i < 100; ++i)
    payment["partner_sales"].push_back(sale);
  CHECK(LoadGiven(api, Json{{"payments", Json::array({payment})}}.dump()) == "loaded");
  payment["partner_sales"].push_back(sale);
  CHECK(LoadGiven(api, Json{{"payments", Json::array({payment})}}.dump()) ==
        "given/payments/0/partner_sales");
}

}  // namespace
}  // namespace portone
