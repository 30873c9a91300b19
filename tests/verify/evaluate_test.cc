// SPDX-License-Identifier: MIT
// Verdicts and the exact text of their explanations.
#include "verify/evaluate.h"

#include "json/json.h"
#include "support/catch.h"

namespace portone::verify {
namespace {

void Add(verify::Facts& facts, verify::FactKind kind, std::uint64_t sequence,
         std::string_view fields) {
  std::vector<verify::Fact>& list = facts.Get(kind);
  list.push_back({kind, sequence, list.size() + 1, Json::parse(fields)});
}

/// Three requests, each with a payment, two of them with webhooks.
verify::Facts MakeFacts() {
  verify::Facts facts;
  for (const std::uint64_t sequence : {1U, 11U, 21U})
    Add(facts, verify::FactKind::kRequest, sequence,
        R"({"method": "POST", "path": "/again", "operation": "/again", "status": 200, "code": 0})");
  Add(facts, verify::FactKind::kPayment, 2,
      R"({"merchant_uid": "o-1", "status": "paid", "amount": 100})");
  Add(facts, verify::FactKind::kPayment, 12,
      R"({"merchant_uid": "o-2", "status": "failed", "amount": 200})");
  Add(facts, verify::FactKind::kPayment, 22,
      R"({"merchant_uid": "o-2", "status": "paid", "amount": 300})");
  Add(facts, verify::FactKind::kWebhook, 2, R"({"merchant_uid": "o-1", "status": "paid"})");
  Add(facts, verify::FactKind::kWebhook, 22, R"({"merchant_uid": "o-2", "status": "paid"})");
  return facts;
}

verify::Expectation Read(std::string_view expectation) {
  const auto document = Json::parse(R"({"expect": [)" + std::string(expectation) + "]}");
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  std::vector<verify::Expectation> read = verify::ReadExpectations(object);
  INFO((problems.empty() ? "" : problems.front().message));
  REQUIRE(problems.empty());
  return read.at(0);
}

/// The failure, or "holds" and the number of matching facts.
std::string Outcome(const verify::Facts& facts, std::string_view expectation) {
  const verify::Expectation read = Read(expectation);
  const verify::Verdict verdict = verify::Evaluate(read, facts);
  CHECK(verify::Holds(read, facts) == verdict.holds());
  CHECK(verdict.facts.size() == std::min(verdict.matched, verify::kMaxFactsShown));
  return verdict.holds() ? "holds, " + std::to_string(verdict.matched) : verdict.failure;
}

TEST_CASE("evaluate: the number of matching facts must be the expected one",
          "[scenario][evaluate]") {
  const auto [expectation, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"payments": {}})", "holds, 3"},
      {R"({"payments": {"status": "paid"}, "count": 2})", "holds, 2"},
      {R"({"payments": {"status": "paid"}, "at_least": 1})", "holds, 2"},
      {R"({"payments": {"status": "paid"}, "at_most": 2})", "holds, 2"},
      {R"({"payments": {"amount": {"at_least": 1000}}, "none": true})", "holds, 0"},
      {R"({"webhooks": 2})", "holds, 2"},
      {R"({"schedules": 0})", "holds, 0"},
      {R"({"payments": {"status": "paid"}, "count": 3})",
       R"(expected exactly 3 payments with {"status":"paid"}, found 2; closest match: )"
       R"(payment o-2 differs in status: expected "paid", got "failed")"},
      {R"({"payments": {"status": "ready"}})",
       R"(expected at least 1 payment with {"status":"ready"}, found 0; closest match: )"
       R"(payment o-2 differs in status: expected "ready", got "paid")"},
      {R"({"payments": {"amount": 100, "merchant_uid": "o-2", "status": "failed"}})",
       R"(expected at least 1 payment with {"amount":100,"merchant_uid":"o-2","status":"failed"},)"
       R"( found 0; closest match: payment o-2 differs in amount: expected 100, got 200)"},
      {R"({"payments": {"amount": {"at_most": 50}, "status": {"not": "paid"}}, "count": 1})",
       R"(expected exactly 1 payment with {"amount":{"at_most":50},"status":{"not":"paid"}}, )"
       R"(found 0; closest match: payment o-2 differs in amount: expected {"at_most":50}, got )"
       "200"},
      {R"({"payments": {"status": "paid"}, "at_most": 1})",
       R"(expected at most 1 payment with {"status":"paid"}, found 2: payment o-1, payment o-2)"},
      {R"({"payments": {"status": "paid"}, "none": true})",
       R"(expected no payments with {"status":"paid"}, found 2: payment o-1, payment o-2)"},
      {R"({"payments": {}, "at_least": 4, "at_most": 5})", "expected 4 to 5 payments, found 3"},
      {R"({"webhooks": 1})",
       "expected exactly 1 webhook, found 2: webhook 1 (o-1 paid), webhook 2 (o-2 paid)"},
      {R"({"requests": 0})",
       "expected no requests, found 3: request 1 (POST /again), request 11 (POST /again), request "
       "21 (POST /again)"},
      {R"({"schedules": {}})", "expected at least 1 schedule, found 0: there are no schedules"},
  }));
  CAPTURE(expectation);
  CHECK(Outcome(MakeFacts(), expectation) == outcome);
}

TEST_CASE("evaluate: at most ten facts are shown", "[scenario][evaluate]") {
  verify::Facts facts;
  for (std::uint64_t i = 1; i <= 12; ++i)
    Add(facts, verify::FactKind::kWebhook, i, R"({"merchant_uid": "o", "status": "paid"})");
  CHECK_THAT(Outcome(facts, R"({"webhooks": {}, "none": true})"),
             Catch::Contains("webhook 10 (o paid) and 2 more"));
  CHECK(Outcome(facts, R"({"webhooks": 12})") == "holds, 12");
}

TEST_CASE("evaluate: the newest payment of an order counts", "[scenario][evaluate]") {
  const auto [expectation, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"payment": "o-2"})", "holds, 1"},
      {R"({"payment": "o-2", "status": "paid", "amount": 300})", "holds, 1"},
      {R"({"payment": "o-2", "status": "failed", "amount": {"at_most": 250}})",
       R"(payment o-2 differs in status: expected "failed", got "paid"; in amount: expected )"
       R"({"at_most":250}, got 300)"},
      {R"({"payment": "o-9"})", "expected payment o-9, found no such payment"},
      {R"({"payment": "o-9", "status": "paid"})",
       R"(expected payment o-9 with {"status":"paid"}, found no such payment)"},
  }));
  CAPTURE(expectation);
  CHECK(Outcome(MakeFacts(), expectation) == outcome);
}

TEST_CASE("evaluate: facts in order are distinct and others may occur in between",
          "[scenario][evaluate]") {
  const auto [steps, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"payment": {}})", "holds, 1"},
      {R"({"request": {}}, {"payment": {}}, {"webhook": {}})", "holds, 3"},
      {R"({"payment": {"merchant_uid": "o-1"}}, {"payment": {"merchant_uid": "o-2"}},
          {"webhook": {"merchant_uid": "o-2"}})",
       "holds, 3"},
      {R"({"webhook": {}}, {"webhook": {}})", "holds, 2"},
      {R"({"payment": {"status": "failed"}}, {"request": {}}, {"payment": {"status": "paid"}})",
       "holds, 3"},
      {R"({"webhook": {}}, {"webhook": {}}, {"webhook": {}})",
       "expected 3 facts in order, found 2; no webhook after webhook 2 (o-2 paid)"},
      {R"({"payment": {"merchant_uid": "o-2"}}, {"payment": {"merchant_uid": "o-1"}})",
       R"(expected 2 facts in order, found 1; no payment with {"merchant_uid":"o-1"} )"
       "after payment o-2; payment o-1 came too early"},
      // Within one sequence the request comes first, then the payment, then the webhook.
      {R"({"webhook": {"merchant_uid": "o-1"}}, {"payment": {"merchant_uid": "o-1"}})",
       R"(expected 2 facts in order, found 1; no payment with {"merchant_uid":"o-1"} )"
       "after webhook 1 (o-1 paid); payment o-1 came too early"},
      {R"({"payment": {"status": "failed"}}, {"webhook": {"status": "failed"}})",
       R"(expected 2 facts in order, found 1; no webhook with {"status":"failed"} after )"
       R"(payment o-2; closest match: webhook 2 (o-2 paid) differs in status: expected )"
       R"("failed", got "paid")"},
      {R"({"payment": {"merchant_uid": "o-3"}})",
       R"(expected 1 fact in order, found 0; no payment with {"merchant_uid":"o-3"}; )"
       R"(closest match: payment o-2 differs in merchant_uid: expected "o-3", got "o-2")"},
  }));
  CAPTURE(steps);
  CHECK(Outcome(MakeFacts(), R"({"in_order": [)" + steps + "]}") == outcome);
}

TEST_CASE("evaluate: the verdict has the facts and the closest match", "[scenario][evaluate]") {
  const verify::Verdict passed =
      verify::Evaluate(Read(R"({"payments": {"status": "failed"}})"), MakeFacts());
  CHECK(passed.holds());
  REQUIRE(passed.facts.size() == 1);
  CHECK(passed.facts[0]["amount"] == 200);
  CHECK_FALSE(passed.nearest);
  const verify::Verdict failed =
      verify::Evaluate(Read(R"({"payments": {"status": "failed"}, "count": 2})"), MakeFacts());
  CHECK(failed.matched == 1);
  REQUIRE(failed.nearest);
  CHECK(failed.nearest->fact["amount"] == 300);
  REQUIRE(failed.nearest->differences.size() == 1);
  CHECK(failed.nearest->differences[0].field == "status");
  CHECK(failed.nearest->differences[0].expected == "failed");
  CHECK(failed.nearest->differences[0].actual == "paid");
}

}  // namespace
}  // namespace portone::verify
