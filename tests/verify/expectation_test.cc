// SPDX-License-Identifier: MIT
// Reading arrays of expectations, and the problems reported with their pointers.
#include "verify/expectation.h"

#include "json/json.h"
#include "support/catch.h"

namespace portone::verify {
namespace {

struct ReadResult {
  std::vector<verify::Expectation> expectations;
  std::vector<std::string> problems;  ///< "/expect/0: must ..."
};

ReadResult Read(std::string_view expect) {
  const auto document = Json::parse(R"({"expect": )" + std::string(expect) + "}");
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  ReadResult result{verify::ReadExpectations(object), {}};
  object.Finish();
  for (const json::Problem& problem : problems)
    result.problems.push_back(problem.pointer + ": " + problem.message);
  return result;
}

TEST_CASE("expectation: a count is exact, a range or at least one", "[scenario][expect]") {
  const auto [text, kind, min, max] =
      GENERATE(table<std::string, verify::FactKind, std::size_t, std::size_t>({
          {R"({"payments": {}})", verify::FactKind::kPayment, 1, verify::kUnbounded},
          {R"({"payments": {}, "count": 12})", verify::FactKind::kPayment, 12, 12},
          {R"({"webhooks": {}, "at_least": 2})", verify::FactKind::kWebhook, 2, verify::kUnbounded},
          {R"({"requests": {}, "at_most": 14})", verify::FactKind::kRequest, 0, 14},
          {R"({"requests": {}, "at_least": 3, "at_most": 5})", verify::FactKind::kRequest, 3, 5},
          {R"({"schedules": {}, "none": true})", verify::FactKind::kSchedule, 0, 0},
          {R"({"webhooks": 2})", verify::FactKind::kWebhook, 2, 2},
          {R"({"webhooks": 0})", verify::FactKind::kWebhook, 0, 0},
      }));
  CAPTURE(text);
  const ReadResult read = Read("[" + text + "]");
  CHECK(read.problems == std::vector<std::string>{});
  REQUIRE(read.expectations.size() == 1);
  const auto& count = std::get<verify::CountExpectation>(read.expectations[0].what);
  CHECK(count.kind == kind);
  CHECK(count.min == min);
  CHECK(count.max == max);
  CHECK(Json(read.expectations[0].source) == Json::parse(text));
  CHECK(verify::CollectFactKinds(read.expectations) == verify::FactKindSet{kind});
}

TEST_CASE("expectation: a sequence of facts and the newest payment are read",
          "[scenario][expect]") {
  const ReadResult read = Read(R"([
      {"in_order": [{"request": {"method": "POST"}}, {"payment": {}}, {"webhook": {}}]},
      {"payment": "order-2", "status": "failed", "amount": {"at_least": 1}}])");
  CHECK(read.problems == std::vector<std::string>{});
  REQUIRE(read.expectations.size() == 2);
  const auto& steps = std::get<verify::SequenceExpectation>(read.expectations[0].what).steps;
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].kind == verify::FactKind::kRequest);
  CHECK(steps[1].kind == verify::FactKind::kPayment);
  CHECK(steps[2].kind == verify::FactKind::kWebhook);
  const auto& newest = std::get<verify::NewestPaymentExpectation>(read.expectations[1].what);
  CHECK(newest.merchant_uid == "order-2");
  CHECK(newest.match.source.dump() == R"({"status":"failed","amount":{"at_least":1}})");
  CHECK(verify::CollectFactKinds(read.expectations) ==
        verify::FactKindSet{verify::FactKind::kRequest, verify::FactKind::kPayment,
                            verify::FactKind::kWebhook});
  CHECK(Read("[]").expectations.empty());
}

TEST_CASE("expectation: each mistake is reported with its pointer", "[scenario][expect]") {
  constexpr const char* kSubjects =
      R"(/expect/0: must have exactly one of "payments", "schedules", "webhooks", "requests", )"
      R"("certifications", "product_orders", "quick_members", "receipts", "quick_preparations", )"
      R"("autopay_keys", "benepia_accounts", "partner_sales", "payment", "in_order")";
  constexpr const char* kCounts =
      R"(/expect/0/count: give one of "count", "at_least", "at_most", "none")";
  const auto [text, problem] = GENERATE_COPY(table<std::string, std::string>({
      {R"([5])", "/expect/0: must be an object"},
      {R"({})", "/expect: must be an array"},
      {R"([{}])", kSubjects},
      {R"([{"count": 5}])", kSubjects},
      {R"([{"payments": {}, "webhooks": {}}])", kSubjects},
      {R"([{"payment": "a", "in_order": []}])", kSubjects},
      {R"([{"payements": {}}])", R"(/expect/0/payements: unknown key; did you mean "payments"?)"},
      {R"([{"payments": {}, "cout": 1}])", R"(/expect/0/cout: unknown key; did you mean "count"?)"},
      {R"([{"payments": "x"}])",
       "/expect/0/payments: must be an object with fields to match, or a whole number"},
      {R"([{"payments": -1}])", "/expect/0/payments: must be a whole number from 0 to 1000000000"},
      {R"([{"payments": 1.5}])", "/expect/0/payments: must be a whole number from 0 to 1000000000"},
      {R"([{"payments": 2, "at_least": 1}])", "/expect/0/at_least: unknown key"},
      {R"([{"payments": {}, "count": -1}])",
       "/expect/0/count: must be a whole number from 0 to 1000000000"},
      {R"([{"payments": {}, "count": 1, "none": true}])", kCounts},
      {R"([{"payments": {}, "count": 1, "at_most": 2}])", kCounts},
      {R"([{"payments": {}, "at_least": 3, "at_most": 2}])",
       R"(/expect/0/at_least: is greater than "at_most")"},
      {R"([{"payments": {}, "none": false}])", "/expect/0/none: must be true or left out"},
      {R"([{"payments": {"statsu": "x"}}])",
       R"(/expect/0/payments/statsu: a payment has no such field; did you mean "status"?)"},
      {R"([{"payment": 5}])", "/expect/0/payment: must be a string"},
      {R"([{"payment": ""}])", "/expect/0/payment: must not be empty"},
      {R"([{"payment": "a", "statsu": "paid"}])",
       R"(/expect/0/statsu: unknown key; did you mean "status"?)"},
      {R"([{"payment": "a", "count": 1}])", "/expect/0/count: unknown key"},
      {R"([{"payment": "a", "status": "payed"}])",
       R"(/expect/0/status: must be one of "ready" "paid" "cancelled" "failed", not "payed")"},
      {R"([{"in_order": {}}])", "/expect/0/in_order: must be an array"},
      {R"([{"in_order": []}])", "/expect/0/in_order: must contain at least one fact"},
      {R"([{"in_order": [{"payment": {}}], "count": 1}])", "/expect/0/count: unknown key"},
      {R"([{"in_order": [{}]}])",
       R"(/expect/0/in_order/0: must have exactly one of "payment", "webhook", "request", )"
       R"("certification", "product_order", "quick_member", "receipt")"},
      {R"([{"in_order": [{"payment": {}, "webhook": {}}]}])",
       R"(/expect/0/in_order/0: must have exactly one of "payment", "webhook", "request", )"
       R"("certification", "product_order", "quick_member", "receipt")"},
      {R"([{"in_order": [{"payments": {}}]}])",
       R"(/expect/0/in_order/0/payments: unknown key; did you mean "payment"?)"},
      {R"([{"in_order": [{"payment": {}}, {"webhook": {"stat": "x"}}]}])",
       R"(/expect/0/in_order/1/webhook/stat: a webhook has no such field; did you mean "state"?)"},
      {R"([{"in_order": [{"payment": "order-1"}]}])",
       "/expect/0/in_order/0/payment: must be an object"},
  }));
  CAPTURE(text);
  CHECK(Read(text).problems == std::vector<std::string>{problem});
}

}  // namespace
}  // namespace portone::verify
