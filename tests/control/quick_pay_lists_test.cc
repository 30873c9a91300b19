// SPDX-License-Identifier: MIT
// Prepared operations on prepaid money, autopay keys, points of Benepia and partners' sales: their
// lists of the control API, and expectations about them.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kScenario = R"({"given": {
  "tiers": [{"tier_code": "ABC", "tier_name": "a"}],
  "quick_members": [{"member_id": "m1"}],
  "quick_preparations": [
    {"merchant_uid": "p-1", "btid": "b-1", "cust_ip": "203.0.113.7", "used": true,
     "prepared_at": "2024-01-01T00:00:00+09:00"},
    {"merchant_uid": "p-2", "btid": "b-2", "cust_ip": "203.0.113.8", "prepaid_auth": true,
     "prepaid_amount": 700, "vender_type": "가게 😀", "reward_id": "r",
     "prepared_at": "2024-01-02T00:00:00+09:00"},
    {"tier": "ABC", "merchant_uid": "p-3", "btid": "b-3", "cust_ip": "203.0.113.9",
     "prepared_at": "2024-01-03T00:00:00+09:00"}],
  "autopay_keys": [
    {"customer_uid": "auto-1", "member_id": "m1", "inserted": "2024-01-01T00:00:00+09:00"},
    {"customer_uid": "poor-1", "member_id": "m1", "charge_outcome": "insufficient_funds",
     "inserted": "2024-01-02T00:00:00+09:00"}],
  "payments": [
    {"merchant_uid": "o-1", "imp_uid": "imp_1", "amount": 11000,
     "channel_key": "channel-key-html5_inicis", "started_at": "2024-01-01T00:00:00+09:00",
     "partner_sales": [
       {"business_registration_number": "1234567890", "company_name": "김가게", "amount": 6000},
       {"business_registration_number": "0987654321", "company_name": "이가게 🏪", "amount": 4000,
        "tax_free": 1000, "vat_amount": 200}]},
    {"merchant_uid": "o-2", "imp_uid": "imp_2", "amount": 300, "pay_method": "point",
     "channel_key": "channel-key-kcp", "started_at": "2024-01-02T00:00:00+09:00"}],
  "benepia_accounts": [
    {"benepia_user": "lee", "deposited_amount": 50},
    {"benepia_user": "김", "deposited_amount": 500, "payments": ["imp_2"]}]
}})";

/// A sandbox with two or more of each.
struct GivenRecords {
  TestApi api;

  GivenRecords() {
    const TestReply loaded = api.Control("PUT", "/scenario", kScenario);
    INFO(loaded.text);
    REQUIRE(loaded.status == 200);
  }

  /// The values of a key in the rows of a list, each followed by a blank.
  std::string ReadColumn(const std::string& path, const std::string& key) {
    const TestReply reply = api.Control("GET", "/" + path);
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    std::string column;
    for (const Json& row : reply.json.front())
      column +=
          (row.at(key).is_string() ? row.at(key).get<std::string>() : row.at(key).dump()) + " ";
    return column;
  }

  Json ReadFirstRow(const std::string& path) {
    return api.Control("GET", "/" + path).json.front().at(0);
  }

  /// "200", or what the reply to an expectation says.
  std::string Verify(const std::string& expectation) {
    const TestReply reply = api.Control("POST", "/verify", R"({"expect": [)" + expectation + "]}");
    return reply.status == 200 ? "200" : reply.text;
  }
};

TEST_CASE("records: prepared operations are listed by their time, order and sub-merchant",
          "[control][records][kcpquick]") {
  GivenRecords given;
  CHECK(given.ReadColumn("quick-preparations", "merchant_uid") == "p-3 p-2 p-1 ");
  CHECK(given.ReadColumn("quick-preparations?order=asc&limit=2", "merchant_uid") == "p-1 p-2 ");
  CHECK(given.ReadColumn("quick-preparations?merchant_uid=p-2", "merchant_uid") == "p-2 ");
  CHECK(given.ReadColumn("quick-preparations?customer_uid=p-2", "merchant_uid").empty());
  CHECK(given.ReadColumn("quick-preparations?tier=ABC", "merchant_uid") == "p-3 ");
  CHECK(given.ReadColumn("quick-preparations?to=2024-01-02T00:00:00%2B09:00", "used") == "yes ");
  CHECK(given.ReadFirstRow("quick-preparations?merchant_uid=p-2") ==
        Json{{"merchant_uid", "p-2"},
             {"btid", "b-2"},
             {"cust_ip", "203.0.113.8"},
             {"prepaid_auth", "yes"},
             {"prepaid_amount", 700},
             {"vender_type", "가게 😀"},
             {"reward_id", "r"},
             {"used", "no"},
             {"prepared_at", "2024-01-02T00:00:00.000+09:00"},
             {"tier", nullptr}});
}

TEST_CASE("records: autopay keys are listed by their issue, and belong to no order",
          "[control][records][kcpquick]") {
  GivenRecords given;
  CHECK(given.ReadColumn("autopay-keys", "customer_uid") == "poor-1 auto-1 ");
  CHECK(given.ReadColumn("autopay-keys?customer_uid=auto-1", "charge_outcome") == "approved ");
  CHECK(given.ReadColumn("autopay-keys?from=2024-01-02T00:00:00%2B09:00", "charge_outcome") ==
        "insufficient_funds ");
  CHECK(given.ReadColumn("autopay-keys?merchant_uid=auto-1", "customer_uid").empty());
  CHECK(given.ReadFirstRow("autopay-keys?limit=1")["member_id"] == "m1");
}

TEST_CASE("records: points of Benepia are listed by name with what is left of them",
          "[control][records][benepia]") {
  GivenRecords given;
  CHECK(given.ReadColumn("benepia-accounts", "benepia_user") == "lee 김 ");
  CHECK(given.ReadColumn("benepia-accounts", "remaining") == "50 200 ");
  CHECK(given.ReadColumn("benepia-accounts?limit=1&page=2", "payment_count") == "1 ");
  CHECK(given.ReadColumn("benepia-accounts?tier=ABC", "deposited_amount").empty());
  CHECK(given.api.Control("GET", "/benepia-accounts?from=2024-01-02T00:00:00Z").status == 400);
  given.api.Post("/payments/cancel", {{"imp_uid", "imp_2"}, {"amount", 100}, {"tax_free", 0}});
  CHECK(given.ReadColumn("benepia-accounts", "remaining") == "50 300 ");
}

TEST_CASE("records: partners' sales are listed one by one, by their payment",
          "[control][records][partners]") {
  GivenRecords given;
  CHECK(given.ReadColumn("partner-sales?order=asc", "amount") == "6000 4000 ");
  CHECK(given.ReadColumn("partner-sales?order=asc", "merchant_uid") == "o-1 o-1 ");
  CHECK(given.ReadColumn("partner-sales?order=asc&limit=1&page=2", "vat_amount") == "200 ");
  CHECK(given.ReadColumn("partner-sales?merchant_uid=o-2", "amount").empty());
  CHECK(given.ReadColumn("partner-sales?from=2024-01-02T00:00:00Z", "amount").empty());
  CHECK(given.ReadFirstRow("partner-sales?order=asc") ==
        Json{{"imp_uid", "imp_1"},
             {"merchant_uid", "o-1"},
             {"business_registration_number", "1234567890"},
             {"company_name", "김가게"},
             {"amount", 6'000},
             {"tax_free", 0},
             {"vat_amount", nullptr},
             {"tier", nullptr}});
}

TEST_CASE("records: lists of records without a status refuse a filter by status",
          "[control][records]") {
  GivenRecords given;
  const std::string list =
      GENERATE("quick-preparations", "autopay-keys", "benepia-accounts", "partner-sales");
  CHECK_THAT(ControlSummary(given.api.Control("GET", "/" + list + "?status=paid")),
             Catch::StartsWith("400 invalid_parameter status status: unknown parameter"));
}

TEST_CASE("verify: expectations about preparations, autopay keys, points and partners' sales",
          "[control][verify]") {
  GivenRecords given;
  const std::string holds = GENERATE(
      as<std::string>(), R"({"quick_preparations": {"merchant_uid": "p-2", "prepaid_auth": "yes",
        "prepaid_amount": {"at_least": 700}, "used": "no", "vender_type": {"like": "가게*"}},
        "count": 1})",
      R"({"quick_preparations": 3})",
      R"({"autopay_keys": {"member_id": "m1", "charge_outcome": "insufficient_funds"},
        "count": 1})",
      R"({"autopay_keys": {"inserted_at": {"at_least": "2024-01-03T00:00:00+09:00"}},
        "none": true})",
      R"({"benepia_accounts": {"benepia_user": "김", "deposited_amount": 500, "remaining": 200,
        "payment_count": 1}, "count": 1})",
      R"({"partner_sales": {"merchant_uid": "o-1", "company_name": {"like": "*가게*"}},
        "count": 2})",
      R"({"partner_sales": {"imp_uid": "imp_1", "tax_free": 1000, "vat_amount": 200},
        "count": 1})");
  CHECK(given.Verify(holds) == "200");
}

TEST_CASE("verify: a failed expectation about one of these shows the nearest by its name",
          "[control][verify]") {
  GivenRecords given;
  const auto [expectation, name] = GENERATE(table<std::string, std::string>({
      {R"({"quick_preparations": {"merchant_uid": "p-1", "btid": "b-1", "used": "no"}})",
       "quick_preparation p-1"},
      {R"({"autopay_keys": {"customer_uid": "auto-1", "member_id": "m2"}})", "autopay_key auto-1"},
      {R"({"benepia_accounts": {"benepia_user": "lee", "remaining": 51}})", "benepia_account lee"},
      {R"({"partner_sales": {"merchant_uid": "o-1", "amount": 6001}})", "partner_sale o-1"},
  }));
  CHECK_THAT(given.Verify(expectation), Catch::Contains(name));
}

TEST_CASE("verify: records without a time are refused in in_order", "[control][verify]") {
  GivenRecords given;
  const std::string kind =
      GENERATE("quick_preparation", "autopay_key", "benepia_account", "partner_sale");
  CHECK_THAT(given.Verify(R"({"in_order": [{")" + kind + R"(": {}}]})"),
             Catch::Contains("unknown key"));
}

}  // namespace
}  // namespace portone
