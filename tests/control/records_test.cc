// SPDX-License-Identifier: MIT
// The lists of records of the control API, GET /_emulator/payments and the like: pages, filters and
// their refusals.
#include <algorithm>
#include <string>

#include "support/quick_pay.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::ControlSummary;
using testing::EntryBody;
using testing::GetShape;
using testing::OnetimeBody;
using testing::Start;
using testing::Strings;
using testing::TestApi;
using testing::TestReply;

/// The values of a key in the rows of a list: "o-3 o-2 o-1".
std::string ReadColumn(TestApi& api, const std::string& list, const std::string& key,
                       const std::string& query = "") {
  const TestReply reply = api.Control("GET", "/" + list + query);
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  std::string column;
  for (const Json& row : reply.json[list]) {
    const Json& value = row.at(key);
    column +=
        (column.empty() ? "" : " ") + (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return column;
}

std::string ReadMerchantUids(TestApi& api, const std::string& list, const std::string& query = "") {
  return ReadColumn(api, list, "merchant_uid", query);
}

void AdvanceBy(TestApi& api, const std::string& period) {
  api.Control("POST", "/clock/advance", R"({"by": ")" + period + R"("})");
}

void IssueVbank(TestApi& api, const std::string& merchant_uid) {
  const TestReply reply = api.Post("/vbanks", {{"merchant_uid", merchant_uid},
                                               {"amount", 10'000},
                                               {"vbank_code", "004"},
                                               {"vbank_due", ToUnixSeconds(Start()) + 86'400},
                                               {"vbank_holder", "Kim"},
                                               {"channel_key", "channel-key-nice"},
                                               {"buyer_name", "Kim"},
                                               {"buyer_email", "kim@example.com"}});
  INFO(reply.text);
  REQUIRE(reply.code() == 0);
}

TEST_CASE("records: payments are listed with the fields of expectations and their sub-merchant",
          "[control][records]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"));
  const TestReply reply = api.Control("GET", "/payments");
  CHECK(GetShape(reply.json) == Strings{"payments array", "total integer", "page integer",
                                        "pages integer", "limit integer"});
  REQUIRE(reply.json["payments"].size() == 1);
  const Json& row = reply.json["payments"][0];
  CHECK(row["merchant_uid"] == "o-1");
  CHECK(row["status"] == "paid");
  CHECK(row["started_at"] == FormatIso(Start() - std::chrono::seconds{1}));
  CHECK(row["tier"].is_null());
  CHECK_FALSE(row.contains("kind"));
  CHECK(reply.text.find(std::string(testing::kGoodCard)) == std::string::npos);
}

TEST_CASE("records: payments are filtered by merchant_uid, customer, status and time",
          "[control][records]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/payments/again", AgainBody("kim", "o-1"));
  AdvanceBy(api, "1h");
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-2", testing::kDecliningCard));
  AdvanceBy(api, "1h");
  api.Post("/subscribe/payments/again", AgainBody("kim", "o-3"));
  CHECK(ReadMerchantUids(api, "payments") == "o-3 o-2 o-1");
  CHECK(ReadMerchantUids(api, "payments", "?order=asc") == "o-1 o-2 o-3");
  CHECK(ReadMerchantUids(api, "payments", "?customer_uid=kim") == "o-3 o-1");
  CHECK(ReadMerchantUids(api, "payments", "?merchant_uid=o-2") == "o-2");
  CHECK(ReadMerchantUids(api, "payments", "?merchant_uid=o-2&customer_uid=kim").empty());
  CHECK(ReadMerchantUids(api, "payments", "?status=failed") == "o-2");
  CHECK(ReadMerchantUids(api, "payments", "?from=2024-01-31T09:59:59%2B09:00") == "o-3 o-2");
  CHECK(ReadMerchantUids(api, "payments", "?from=2024-01-31T09:59:59+09:00") == "o-3 o-2");
  CHECK(ReadMerchantUids(api, "payments", "?to=2024-01-31T00:59:59Z") == "o-1");
}

TEST_CASE("records: a list is divided into pages", "[control][records]") {
  TestApi api;
  for (const char* order : {"o-1", "o-2", "o-3"})
    api.Post("/subscribe/payments/onetime", OnetimeBody(order));
  CHECK(ReadMerchantUids(api, "payments", "?limit=2") == "o-3 o-2");
  CHECK(ReadMerchantUids(api, "payments", "?limit=2&page=2") == "o-1");
  const Json last = api.Control("GET", "/payments?limit=2&page=2").json;
  CHECK(last["total"] == 3);
  CHECK(last["page"] == 2);
  CHECK(last["pages"] == 2);
  CHECK(last["limit"] == 2);
}

TEST_CASE("records: an empty list has no pages, and its first page is valid",
          "[control][records]") {
  TestApi api;
  const std::string list =
      GENERATE("payments", "schedules", "customers", "vbanks", "certifications", "cvs", "receipts",
               "product-orders", "escrows", "quick-members", "quick-preparations", "autopay-keys",
               "benepia-accounts", "partner-sales");
  const TestReply reply = api.Control("GET", "/" + list + "?page=1");
  CHECK(ControlSummary(reply) == "200");
  std::string name = list;
  std::replace(name.begin(), name.end(), '-', '_');
  CHECK(reply.json[name].empty());
  CHECK(reply.json["pages"] == 0);
}

TEST_CASE("records: the error for a filter or page out of range names the parameter",
          "[control][records]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"));
  const auto [target, refusal] = GENERATE(table<std::string, std::string>({
      {"/payments?page=0", "page page: must be at least 1"},
      {"/payments?page=-1", "page page: must be a whole number from 0 to 1000000000"},
      {"/payments?page=2", "page page: there is 1 page of 20"},
      {"/schedules?page=2", "page page: there are 0 pages of 20"},
      {"/payments?limit=0", "limit limit: must be at least 1"},
      {"/payments?limit=1001", "limit limit: must be a whole number from 0 to 1000"},
      {"/customers?limit=x", "limit limit: must be a whole number from 0 to 1000"},
      {"/payments?status=payed",
       "status status: unknown value \"payed\" (there are ready, paid, cancelled, failed)"},
      {"/schedules?status=paid",
       "status status: unknown value \"paid\" (there are scheduled, executed, revoked)"},
      {"/vbanks?from=yesterday",
       "from from: must be a time like 2024-01-31T09:00:00+09:00, not \"yesterday\""},
      {"/payments?from=2024-01-31T09:00:00Z&to=2024-01-31T09:00:00Z",
       "to to: must be later than from"},
      {"/payments?order=down", "order order: must be asc or desc"},
      {"/payments?tier=abc", "tier tier: must be three capital letters or digits, or none"},
      {"/payments?merchant_id=o-1",
       "merchant_id merchant_id: unknown parameter; did you mean \"merchant_uid\"?"},
      {"/payments?page=1&page=2", "page page: must be given only once"},
  }));
  INFO(target);
  CHECK(ControlSummary(api.Control("GET", target)) == "400 invalid_parameter " + refusal);
}

TEST_CASE("records: schedules are listed by the time of their charge", "[control][records]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/customers/lee", CardBody());
  const Instant later = Start() + testing::kDay * 40;
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody(
               "kim", {EntryBody("s-2", later), EntryBody("s-1", Start() + testing::kDay)}));
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("lee", {EntryBody("s-3", Start() + testing::kDay * 2)}));
  CHECK(ReadMerchantUids(api, "schedules") == "s-2 s-3 s-1");
  CHECK(ReadMerchantUids(api, "schedules", "?customer_uid=kim&order=asc") == "s-1 s-2");
  CHECK(ReadMerchantUids(api, "schedules", "?merchant_uid=s-3") == "s-3");
  CHECK(ReadMerchantUids(api, "schedules", "?to=2024-02-03T00:00:00Z") == "s-3 s-1");
  AdvanceBy(api, "36h");
  CHECK(ReadMerchantUids(api, "schedules", "?status=executed") == "s-1");
  CHECK(ReadColumn(api, "schedules", "payment_status", "?status=executed") == "paid");
  CHECK(ReadMerchantUids(api, "schedules", "?status=scheduled") == "s-2 s-3");
}

TEST_CASE("records: customers are those with a billing key, listed with the outcome of their card",
          "[control][records]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  AdvanceBy(api, "1h");
  api.Post("/subscribe/customers/lee", CardBody());
  api.Post("/subscribe/payments/again", AgainBody("kim", "o-1"));
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("lee", {EntryBody("s-1", Start() + testing::kDay)}));
  CHECK(ReadColumn(api, "customers", "customer_uid") == "lee kim");
  CHECK(ReadColumn(api, "customers", "payment_count") == "0 1");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?customer_uid=kim") == "kim");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?merchant_uid=o-1") == "kim");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?merchant_uid=s-1") == "lee");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?to=2024-01-31T09:30:00%2B09:00") == "kim");
  api.Control("POST", "/actions/expire-card", R"({"customer_uid": "kim"})");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?status=expired_card") == "kim");
  CHECK(ReadColumn(api, "customers", "customer_uid", "?status=approved") == "lee");
  api.Delete("/subscribe/customers/kim");
  CHECK(ReadColumn(api, "customers", "customer_uid") == "lee");
}

TEST_CASE("records: virtual accounts are listed with their deposits and their due time",
          "[control][records]") {
  TestApi api;
  IssueVbank(api, "v-1");
  AdvanceBy(api, "1h");
  IssueVbank(api, "v-2");
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"));
  CHECK(ReadMerchantUids(api, "vbanks") == "v-2 v-1");
  CHECK(ReadMerchantUids(api, "vbanks", "?from=2024-01-31T09:30:00%2B09:00") == "v-2");
  api.Control("POST", "/actions/deposit", R"({"merchant_uid": "v-1"})");
  CHECK(ReadMerchantUids(api, "vbanks", "?status=paid") == "v-1");
  const Json row = api.Control("GET", "/vbanks?merchant_uid=v-2").json["vbanks"][0];
  CHECK(row["status"] == "ready");
  CHECK(row["bank_code"] == "004");
  CHECK(row["holder"] == "Kim");
  CHECK(row["deposit_count"] == 0);
  CHECK(row["due_at"] == FormatIso(Start() + testing::kDay));
  AdvanceBy(api, "2d");
  CHECK(ReadMerchantUids(api, "vbanks", "?status=ready").empty());
}

TEST_CASE("records: escrow payments are listed with their deliveries, and by the status of these",
          "[control][records]") {
  TestApi api;
  const auto pay = [&](const std::string& merchant_uid, bool is_escrow) {
    return testing::PayInWindow(
        api, testing::WindowParams("ksnet", merchant_uid, {{"escrow", is_escrow}}));
  };
  const Json person{{"name", "Kim"}, {"tel", "010"}, {"addr", "Seoul"}, {"postcode", "04524"}};
  const Json goods{{"company", "CJGLS"}, {"invoice", "1"}, {"sent_at", ToUnixSeconds(Start())}};
  const std::string delivered = pay("o-1", true);
  const TestReply registered = api.Post(
      "/escrows/logis/" + delivered, {{"sender", person}, {"receiver", person}, {"logis", goods}});
  INFO(registered.text);
  REQUIRE(registered.code() == 0);
  AdvanceBy(api, "1h");
  pay("o-2", true);
  pay("o-3", false);
  CHECK(ReadMerchantUids(api, "escrows") == "o-2 o-1");
  CHECK(ReadColumn(api, "escrows", "status") == "null registered");
  CHECK(ReadMerchantUids(api, "escrows", "?status=registered") == "o-1");
  CHECK(ReadMerchantUids(api, "escrows", "?merchant_uid=o-2") == "o-2");
  CHECK(ReadColumn(api, "escrows", "changed_at", "?merchant_uid=o-2") == "null");
  CHECK(ReadMerchantUids(api, "escrows", "?status=denied").empty());
}

TEST_CASE(
    "records: members of a quick pay are listed by their registration, and belong to no order",
    "[control][records][kcpquick]") {
  testing::QuickPayShop shop;
  REQUIRE(shop.Do("UserRegister") == "paid");
  AdvanceBy(shop.api, "1h");
  shop.RunAction("UserRegister", {}, {{"memberID", "m2"}});
  const auto list = [&](const std::string& query) {
    std::string members;
    const Json page = shop.api.Control("GET", "/quick-members" + query).json;
    for (const Json& row : page["quick_members"])
      members += row["member_id"].get<std::string>() + " ";
    return members;
  };
  CHECK(list("") == "m2 m1 ");
  CHECK(list("?order=asc&limit=1") == "m1 ");
  CHECK(list("?to=2024-01-31T00:30:00Z") == "m1 ");
  CHECK(list("?merchant_uid=window-1").empty());
  CHECK(list("?customer_uid=m1").empty());
}

TEST_CASE("records: lists have the records of all sub-merchants, or of one", "[control][records]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers.push_back({*TierCode::Parse("ABC"), "a"});
  TestApi api(setup);
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"));
  AdvanceBy(api, "1h");
  api.headers.push_back({"Tier", "ABC"});
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-2"));
  api.headers.clear();
  AdvanceBy(api, "1h");
  api.Post("/subscribe/payments/onetime", OnetimeBody("o-3"));
  CHECK(ReadMerchantUids(api, "payments") == "o-3 o-2 o-1");
  CHECK(ReadColumn(api, "payments", "tier") == "null ABC null");
  CHECK(ReadMerchantUids(api, "payments", "?tier=ABC") == "o-2");
  CHECK(ReadMerchantUids(api, "payments", "?tier=none&order=asc") == "o-1 o-3");
  CHECK(ReadMerchantUids(api, "payments", "?tier=XYZ").empty());
}

TEST_CASE("control: the error for an unknown path suggests the nearest one", "[control]") {
  TestApi api;
  const auto [path, suggestion] = GENERATE(table<std::string, std::string>({
      {"/webhook", "; did you mean /_emulator/webhooks?"},
      {"/clock/advanced", "; did you mean /_emulator/clock/advance?"},
      {"/webhooks/7/reply", "; did you mean /_emulator/webhooks/7/replay?"},
      {"/payment", "; did you mean /_emulator/payments?"},
      {"/something/else", ""},
  }));
  CHECK(ControlSummary(api.Control("GET", path)) ==
        "404 unknown_path - the control API has no path /_emulator" + path + suggestion);
}

TEST_CASE("records: cash receipts are filtered by their status and the newest is first",
          "[control][records][receipt]") {
  TestApi api;
  for (const char* order : {"r-1", "r-2", "r-3"}) {
    const TestReply reply = api.Post(
        "/receipts/external/" + std::string(order),
        {{"pg", "kcp"}, {"name", "a"}, {"amount", 1'100}, {"identifier", "010-1234-5678"}});
    INFO(reply.text);
    REQUIRE(reply.code() == 0);
    AdvanceBy(api, "1h");
  }
  REQUIRE(api.Delete("/receipts/external/r-2").code() == 0);
  CHECK(ReadMerchantUids(api, "receipts") == "r-3 r-2 r-1");
  CHECK(ReadMerchantUids(api, "receipts", "?order=asc&limit=2") == "r-1 r-2");
  CHECK(ReadMerchantUids(api, "receipts", "?status=issued") == "r-3 r-1");
  CHECK(ReadColumn(api, "receipts", "origin", "?status=cancelled") == "external");
  CHECK(ReadMerchantUids(api, "receipts", "?from=2024-01-31T10:30:00%2B09:00") == "r-3");
  CHECK(ControlSummary(api.Control("GET", "/receipts?status=paid")) ==
        "400 invalid_parameter status status: unknown value \"paid\" (there are requested, issued, "
        "cancelled)");
}

}  // namespace
}  // namespace portone
