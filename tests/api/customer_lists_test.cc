// SPDX-License-Identifier: MIT
// GET /subscribe/customers and GET /subscribe/customers/{customer_uid}/payments.
#include <string>
#include <vector>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::GetShape;
using testing::kAgain;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kCustomers = "/subscribe/customers";
constexpr const char* kPayments = "/subscribe/customers/kim/payments";

void IssueKeys(TestApi& api, const Strings& names) {
  for (const std::string& name : names)
    REQUIRE(api.Post("/subscribe/customers/" + name, CardBody()).code() == 0);
}

void ChargeKim(TestApi& api, int times) {
  for (int i = 1; i <= times; ++i)
    REQUIRE(api.Post(kAgain, AgainBody("kim", "o-" + std::to_string(i))).code() == 0);
}

Strings GetCustomerUids(const TestReply& reply) {
  Strings names;
  for (const Json& customer : reply.response())
    names.push_back(customer.at("customer_uid").get<std::string>());
  return names;
}

Strings GetMerchantUids(const TestReply& reply) {
  Strings orders;
  for (const Json& payment : reply.response().at("list"))
    orders.push_back(payment.at("merchant_uid").get<std::string>());
  return orders;
}

/// The page's total, size, previous and next: "45 in all, 20 here, after 0, before 2".
std::string PageSummary(const TestReply& reply) {
  const Json& page = reply.response();
  return page.at("total").dump() + " in all, " + std::to_string(page.at("list").size()) +
         " here, after " + page.at("previous").dump() + ", before " + page.at("next").dump();
}

engine::Setup SetupWithPaymentsNotFound() {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.unknown_customer_payments = UnknownCustomerPayments::kNotFound;
  return setup;
}

TEST_CASE("customers: checks run in order until all are found", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim", "lee"});
  const std::vector<std::pair<std::string, std::string>> rows{
      {"", "400 -1 customer_uid 파라메터가 누락되었습니다."},
      {"?customer_uid[]=", "400 -1 customer_uid 파라메터가 누락되었습니다."},
      {"?customer_uid[a]=kim",
       "400 -1 customer_uid 파라메터가 올바르지 않습니다. (문자열 또는 문자열의 배열이어야 "
       "합니다)"},
      {"?customer_uid[0][a]=kim&customer_uid[1]=lee",
       "400 -1 customer_uid 파라메터가 올바르지 않습니다. (문자열 또는 문자열의 배열이어야 "
       "합니다)"},
      {"?customer_uid[]=park",
       "404 -1 요청하신 customer_uid(park)로 등록된 정보를 찾을 수 없습니다."},
      {"?customer_uid[]=park&customer_uid[]=cho",
       "404 -1 요청하신 customer_uid(park, cho)로 등록된 정보를 찾을 수 없습니다."},
      {"?customer_uid[]=park&customer_uid[]=kim", "207 0"},
      {"?customer_uid[]=lee&customer_uid[]=kim", "200 0"},
  };
  const std::string before = api.Describe();
  for (const auto& [query, outcome] : rows) {
    CAPTURE(query);
    CHECK(Summary(api.Get(kCustomers + query)) == outcome);
    CHECK(api.Describe() == before);
  }
}

TEST_CASE("customers: a token is required", "[api][customer]") {
  TestApi api;
  const std::string target =
      GENERATE(as<std::string>(), "/subscribe/customers?customer_uid[]=kim", kPayments);
  CHECK(Summary(api.Send({"GET", target, {}, ""})) == "401 -1 Unauthorized");
}

TEST_CASE("customers: results follow the request's order without duplicates", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"a", "b", "c"});
  const TestReply reply = api.Get(
      "/subscribe/customers?customer_uid[]=c&customer_uid[]=a&customer_uid[]=c&customer_uid[]=b");
  CHECK(reply.status == 200);
  CHECK(GetCustomerUids(reply) == Strings{"c", "a", "b"});
}

TEST_CASE("customers: each element equals the single lookup", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim", "lee"});
  const TestReply reply = api.Get("/subscribe/customers?customer_uid[]=lee&customer_uid[]=kim");
  CHECK(reply.response()[0] == api.Get("/subscribe/customers/lee").response());
  CHECK(reply.response()[1] == api.Get("/subscribe/customers/kim").response());
}

TEST_CASE("customers: every notation of the array is accepted", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim", "lee@x.kr"});
  const auto [query, names] = GENERATE(table<std::string, std::string>({
      {"customer_uid[]=kim&customer_uid[]=lee@x.kr", "kim lee@x.kr"},
      {"customer_uid%5B%5D=kim&customer_uid%5B%5D=lee%40x.kr", "kim lee@x.kr"},
      {"customer_uid[0]=kim&customer_uid[1]=lee@x.kr", "kim lee@x.kr"},
      {"customer_uid[1]=kim&customer_uid[0]=lee@x.kr", "lee@x.kr kim"},
      {"customer_uid%5B0%5D=kim", "kim"},
      {"customer_uid=kim", "kim"},
      {"customer_uid[]=kim&customer_uid[]=", "kim"},
      {"customer_uid[]=%20kim%20", "kim"},
  }));
  CAPTURE(query);
  const std::string target = GENERATE("/subscribe/customers?", "/subscribe/customers/?");
  const TestReply reply = api.Get(target + query);
  CHECK(Summary(reply) == "200 0");
  std::string returned;
  for (const std::string& name : GetCustomerUids(reply))
    returned += (returned.empty() ? "" : " ") + name;
  CHECK(returned == names);
}

TEST_CASE("customers: a customer_uid that is too long is not found", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim"});
  const std::string query = "?customer_uid[]=" + std::string(81, 'x');
  CHECK(api.Get(kCustomers + query).status == 404);
  CHECK(Summary(api.Get(kCustomers + query + "&customer_uid[]=kim")) == "207 0");
}

TEST_CASE("customers: none found is 404 regardless of the switch for single lookups",
          "[api][customer]") {
  TestApi api;
  REQUIRE(api.Get("/subscribe/customers/kim").status == 200);
  CHECK(api.Get("/subscribe/customers?customer_uid[]=kim").status == 404);
}

TEST_CASE("customers: a deleted key is missing", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim", "lee"});
  api.Delete("/subscribe/customers/kim");
  const TestReply reply = api.Get("/subscribe/customers?customer_uid[]=kim&customer_uid[]=lee");
  CHECK(Summary(reply) == "207 0");
  CHECK(GetCustomerUids(reply) == Strings{"lee"});
}

TEST_CASE("customer payments: a page has twenty payments, the newest first", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim", "lee"});
  ChargeKim(api, 45);
  REQUIRE(api.Post(kAgain, AgainBody("lee", "other")).code() == 0);

  const TestReply first = api.Get(kPayments);
  CHECK(GetShape(first.response()) ==
        Strings{"total integer", "previous integer", "next integer", "list array"});
  CHECK(PageSummary(first) == "45 in all, 20 here, after 0, before 2");
  CHECK(GetMerchantUids(first).front() == "o-45");
  CHECK(GetMerchantUids(first).back() == "o-26");
  CHECK(api.Get(std::string(kPayments) + "/?page=1").json == first.json);

  const TestReply second = api.Get(std::string(kPayments) + "?page=2");
  CHECK(PageSummary(second) == "45 in all, 20 here, after 1, before 3");
  CHECK(GetMerchantUids(second).front() == "o-25");

  const TestReply last = api.Get(std::string(kPayments) + "?page=3");
  CHECK(PageSummary(last) == "45 in all, 5 here, after 2, before 0");
  CHECK(GetMerchantUids(last) == Strings{"o-5", "o-4", "o-3", "o-2", "o-1"});
}

TEST_CASE("customer payments: a page beyond the end is empty", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim"});
  ChargeKim(api, 20);
  CHECK(PageSummary(api.Get(kPayments)) == "20 in all, 20 here, after 0, before 0");
  CHECK(PageSummary(api.Get(std::string(kPayments) + "?page=2")) ==
        "20 in all, 0 here, after 1, before 0");
  CHECK(PageSummary(api.Get(std::string(kPayments) + "?page=1000000000")) ==
        "20 in all, 0 here, after 999999999, before 0");
}

TEST_CASE("customer payments: an invalid page is refused", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim"});
  const auto [page, problem] = GENERATE(table<std::string, std::string>({
      {"abc", "정수여야 합니다"},
      {"1.5", "정수여야 합니다"},
      {"-1", "0 이상 1000000000 이하여야 합니다"},
      {"1000000001", "0 이상 1000000000 이하여야 합니다"},
      {"99999999999999999999", "정수여야 합니다"},
  }));
  CHECK(Summary(api.Get(std::string(kPayments) + "?page=" + page)) ==
        "400 -1 page 파라메터가 올바르지 않습니다. (" + problem + ")");
  CHECK(Summary(api.Get(std::string(kPayments) + "?page[]=1")) ==
        "400 -1 page 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)");
  CHECK(Summary(api.Get(std::string(kPayments) + "?page=")) == "200 0");
}

TEST_CASE("customer payments: all parameters except page are ignored", "[api][customer]") {
  TestApi api;
  IssueKeys(api, {"kim"});
  ChargeKim(api, 3);
  CHECK(api.Get(std::string(kPayments) + "?limit=1&sorting=started&x=y").json ==
        api.Get(kPayments).json);
}

TEST_CASE("customer payments: payments in every status are listed", "[api][customer]") {
  TestApi api;
  Json once = testing::OnetimeBody("once");
  once["customer_uid"] = "kim";
  REQUIRE(api.Post("/subscribe/payments/onetime", once).response()["status"] == "paid");
  ChargeKim(api, 1);
  REQUIRE(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}}).code() == 0);
  const Json entry = testing::EntryBody("later", Start() + std::chrono::hours{1});
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry})).code() ==
          0);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  Json declined = testing::OnetimeBody("declined", "4000-0000-0000-0341");
  declined["customer_uid"] = "kim";
  REQUIRE(api.Post("/subscribe/payments/onetime", declined).response()["status"] == "failed");

  const TestReply reply = api.Get(kPayments);
  CHECK(GetMerchantUids(reply) == Strings{"declined", "later", "o-1", "once"});
  for (const Json& payment : reply.response()["list"])
    CHECK(payment == api.Get("/payments/" + payment["imp_uid"].get<std::string>()).response());

  api.Delete("/subscribe/customers/kim");
  CHECK(api.Get(kPayments).json == reply.json);
}

TEST_CASE("customer payments: an unknown customer has none", "[api][customer]") {
  TestApi api;
  CHECK(PageSummary(api.Get(kPayments)) == "0 in all, 0 here, after 0, before 0");
}

TEST_CASE("customer payments: with unknown_customer_payments not_found, it is 404",
          "[api][customer]") {
  TestApi api(SetupWithPaymentsNotFound());
  CHECK(Summary(api.Get(kPayments)) ==
        "404 -1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  IssueKeys(api, {"kim"});
  CHECK(PageSummary(api.Get(kPayments)) == "0 in all, 0 here, after 0, before 0");
  ChargeKim(api, 1);
  api.Delete("/subscribe/customers/kim");
  CHECK(GetMerchantUids(api.Get(kPayments)) == Strings{"o-1"});
}

TEST_CASE("customer payments: checks run in order until payments exist", "[api][customer]") {
  TestApi api(SetupWithPaymentsNotFound());
  CHECK(api.Get(std::string(kPayments) + "?page=-1").status == 400);
  CHECK(api.Get(std::string(kPayments) + "?page=1").status == 404);
  IssueKeys(api, {"kim"});
  CHECK(Summary(api.Get(std::string(kPayments) + "?page=1")) == "200 0");
}

}  // namespace
}  // namespace portone
