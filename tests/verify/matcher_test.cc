// SPDX-License-Identifier: MIT
// Matchers: each operator on each type of field, and the values that are refused.
#include "json/json.h"
#include "support/catch.h"
#include "verify/matcher_reader.h"

namespace portone::verify {
namespace {

/// The problems of a matcher: "/payments/statsu: a payment has no ...".
std::vector<std::string> FindProblems(verify::FactKind kind, std::string_view text) {
  json::Problems problems;
  verify::ReadFactMatcher(Json::parse(text), "/m", kind, problems);
  std::vector<std::string> lines;
  for (const json::Problem& problem : problems)
    lines.push_back(problem.pointer + ": " + problem.message);
  return lines;
}

verify::Matcher Read(verify::FactKind kind, std::string_view text) {
  json::Problems problems;
  verify::Matcher match = verify::ReadFactMatcher(Json::parse(text), "/m", kind, problems);
  INFO((problems.empty() ? "" : problems.front().pointer + ": " + problems.front().message));
  REQUIRE(problems.empty());
  return match;
}

bool IsMatch(verify::FactKind kind, std::string_view match, std::string_view fact) {
  const verify::Matcher read = Read(kind, match);
  const Json fields = Json::parse(fact);
  const bool matches = Matches(read, fields);
  CHECK(verify::FindDifferences(read, fields).empty() == matches);
  return matches;
}

TEST_CASE("match: each operator compares each type of field", "[scenario][match]") {
  const std::string fact = R"({"merchant_uid": "order-1", "status": "paid", "amount": 9900,
      "fail_reason": null, "paid_at": "2024-01-31T09:00:00.500+09:00", "failed_at": null})";
  const auto [match, matches] = GENERATE(table<std::string, bool>({
      {R"({})", true},
      // strings
      {R"({"status": "paid"})", true},
      {R"({"status": "failed"})", false},
      {R"({"status": "paid", "amount": 1})", false},
      {R"({"merchant_uid": {"like": "order-*"}})", true},
      {R"({"merchant_uid": {"like": "shop-*"}})", false},
      {R"({"status": {"not": "failed"}})", true},
      {R"({"status": {"not": "paid"}})", false},
      {R"({"status": {"one_of": ["failed", "paid"]}})", true},
      {R"({"status": {"one_of": ["failed", "ready"]}})", false},
      {R"({"merchant_uid": {"not": {"like": "order-*"}}})", false},
      {R"({"merchant_uid": {"one_of": ["x", {"like": "o*"}]}})", true},
      {R"({"merchant_uid": {"like": "order-*", "not": "order-1"}})", false},
      {R"({"merchant_uid": {"like": "order-*", "not": "order-2"}})", true},
      // null
      {R"({"fail_reason": null})", true},
      {R"({"status": null})", false},
      {R"({"fail_reason": {"not": null}})", false},
      {R"({"fail_reason": "x"})", false},
      {R"({"fail_reason": {"like": "*"}})", false},
      {R"({"fail_reason": {"not": "x"}})", true},
      // numbers
      {R"({"amount": 9900})", true},
      {R"({"amount": 9900.0})", true},
      {R"({"amount": 9901})", false},
      {R"({"amount": {"at_least": 9900}})", true},
      {R"({"amount": {"at_least": 9901}})", false},
      {R"({"amount": {"at_most": 9900}})", true},
      {R"({"amount": {"at_most": 9899.5}})", false},
      {R"({"amount": {"at_least": 1, "at_most": 10000}})", true},
      {R"({"amount": {"at_least": 1, "at_most": 2}})", false},
      {R"({"amount": {"not": {"one_of": [1, 2]}}})", true},
      // times: ISO 8601 to the millisecond in any offset, unix seconds to the second
      {R"({"paid_at": "2024-01-31T09:00:00.500+09:00"})", true},
      {R"({"paid_at": "2024-01-31T00:00:00.500Z"})", true},
      {R"({"paid_at": "2024-01-31T09:00:00+09:00"})", false},
      {R"({"paid_at": 1706659200})", true},
      {R"({"paid_at": 1706659201})", false},
      {R"({"paid_at": {"at_least": "2024-01-31T00:00:00Z"}})", true},
      {R"({"paid_at": {"at_least": "2024-01-31T00:00:01Z"}})", false},
      {R"({"paid_at": {"at_most": 1706659200}})", true},
      {R"({"paid_at": {"at_most": 1706659199}})", false},
      {R"({"paid_at": {"like": "2024-01-*"}})", true},
      {R"({"paid_at": {"not": null}})", true},
      {R"({"failed_at": null})", true},
      {R"({"failed_at": {"at_least": 0}})", false},
      {R"({"failed_at": 0})", false},
  }));
  CAPTURE(match);
  CHECK(IsMatch(verify::FactKind::kPayment, match, fact) == matches);
}

TEST_CASE("match: only the listed parameters of a request are compared", "[scenario][match]") {
  const std::string fact = R"({"body": {"amount": "9900", "flag": "true", "name": "coffee",
      "number_like": 12, "card_number": "***", "none": null,
      "schedules": [{"merchant_uid": "a", "amount": 1}, {"merchant_uid": "b", "amount": 2}]}})";
  const auto [body, matches] = GENERATE(table<std::string, bool>({
      {R"({})", true},
      {R"({"amount": 9900})", true},
      {R"({"amount": "9900"})", true},
      {R"({"amount": 9900.0})", true},
      {R"({"amount": 9901})", false},
      {R"({"amount": {"at_least": 9900}})", true},
      {R"({"amount": {"at_most": 9899}})", false},
      {R"({"name": {"at_least": 1}})", false},
      {R"({"number_like": "12"})", true},
      {R"({"number_like": {"like": "1*"}})", true},
      {R"({"flag": true})", true},
      {R"({"flag": false})", false},
      {R"({"name": {"like": "cof*"}, "amount": 9900})", true},
      {R"({"absent": null})", true},
      {R"({"absent": {"not": null}})", false},
      {R"({"absent": "x"})", false},
      {R"({"none": null})", true},
      {R"({"card_number": "***"})", true},
      {R"({"schedules": [{"merchant_uid": "a"}, {"amount": {"at_least": 2}}]})", true},
      {R"({"schedules": [{"merchant_uid": "a"}]})", false},
      {R"({"schedules": [{"merchant_uid": "b"}, {"merchant_uid": "a"}]})", false},
      {R"({"schedules": {"merchant_uid": "a"}})", false},
      {R"({"name": {"first": "x"}})", false},
  }));
  CAPTURE(body);
  CHECK(IsMatch(verify::FactKind::kRequest, R"({"body": )" + body + "}", fact) == matches);
}

TEST_CASE("match: differences list every field", "[scenario][match]") {
  const verify::Matcher match =
      Read(verify::FactKind::kRequest, R"({"method": "GET", "status": {"at_least": 400},
      "body": {"amount": 1, "schedules": [{"merchant_uid": {"like": "a*"}}], "name": "x"}})");
  const Json fact = Json::parse(R"({"method": "POST", "status": 200,
      "body": {"amount": "2", "schedules": [{"merchant_uid": "b"}]}})");
  std::vector<std::string> lines;
  for (const verify::Difference& difference : verify::FindDifferences(match, fact))
    lines.push_back(difference.field + " " + difference.expected.dump() + " " +
                    difference.actual.dump());
  CHECK(lines == std::vector<std::string>{R"(method "GET" "POST")",
                                          R"(status {"at_least":400} 200)", R"(body.amount 1 "2")",
                                          R"(body.schedules[0].merchant_uid {"like":"a*"} "b")",
                                          R"(body.name "x" null)"});
}

TEST_CASE("match: values that no fact can have are refused with their pointer",
          "[scenario][match]") {
  using Kind = verify::FactKind;
  const auto [kind, match, problem] = GENERATE(table<Kind, std::string, std::string>({
      {Kind::kPayment, R"([])", "/m: must be an object"},
      {Kind::kPayment, R"({"statsu": "paid"})",
       R"(/m/statsu: a payment has no such field; did you mean "status"?)"},
      {Kind::kSchedule, R"({"status": "paid"})", "/m/status: a schedule has no such field"},
      {Kind::kWebhook, R"({"attempt": 1})",
       R"(/m/attempt: a webhook has no such field; did you mean "attempt_count"?)"},
      {Kind::kRequest, R"({"target": "/x"})", "/m/target: a request has no such field"},
      {Kind::kPayment, R"({"a/b~": 1})", "/m/a~1b~0: a payment has no such field"},
      {Kind::kPayment, R"({"status": "payed"})",
       R"(/m/status: must be one of "ready" "paid" "cancelled" "failed", not "payed")"},
      {Kind::kWebhook, R"({"state": {"one_of": ["delivered", "sent"]}})",
       R"(/m/state/one_of/1: must be one of "pending" "delivered" "failed" "dropped", not "sent")"},
      {Kind::kPayment, R"({"status": 1})", "/m/status: must be a string"},
      {Kind::kPayment, R"({"status": ["paid"]})", "/m/status: must be a string"},
      {Kind::kPayment, R"({"amount": "9900"})", "/m/amount: must be a number"},
      {Kind::kPayment, R"({"amount": true})", "/m/amount: must be a number"},
      {Kind::kPayment, R"({"paid_at": "yesterday"})",
       "/m/paid_at: must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\", or unix "
       "seconds"},
      {Kind::kPayment, R"({"paid_at": {"at_most": -1}})",
       "/m/paid_at/at_most: must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\", "
       "or unix seconds"},
      {Kind::kPayment, R"({"amount": {"at_leats": 1}})",
       R"(/m/amount/at_leats: unknown operator; did you mean "at_least"?)"},
      {Kind::kPayment, R"({"amount": {"gt": 1}})", "/m/amount/gt: unknown operator"},
      {Kind::kPayment, R"({"amount": {}})",
       R"(/m/amount: must contain an operator, like {"not": ...})"},
      {Kind::kPayment, R"({"amount": {"like": "9*"}})",
       "/m/amount/like: compares strings, but amount is a number"},
      {Kind::kPayment, R"({"name": {"at_least": 5}})",
       "/m/name/at_least: compares numbers and times, but name is a string"},
      {Kind::kPayment, R"({"amount": {"at_least": "5"}})", "/m/amount/at_least: must be a number"},
      {Kind::kPayment, R"({"name": {"like": 5}})",
       "/m/name/like: must be a string; * matches any characters"},
      {Kind::kPayment, R"({"name": {"one_of": []}})",
       "/m/name/one_of: must be an array of at least one value"},
      {Kind::kPayment, R"({"name": {"one_of": "x"}})",
       "/m/name/one_of: must be an array of at least one value"},
      {Kind::kRequest, R"({"body": "x"})", "/m/body: must be an object"},
      {Kind::kRequest, R"({"body": {"amount": {"at_least": 1, "att_most": 2}}})",
       R"(/m/body/amount/att_most: unknown operator; did you mean "at_most"?)"},
      {Kind::kRequest, R"({"body": {"amount": {"at_least": "1"}}})",
       "/m/body/amount/at_least: must be a number"},
  }));
  CAPTURE(match);
  CHECK(FindProblems(kind, match) == std::vector<std::string>{problem});
}

TEST_CASE("match: a secret cannot be expected and is not repeated", "[scenario][match]") {
  const auto [kind, match, problem] = GENERATE(table<verify::FactKind, std::string, std::string>({
      {verify::FactKind::kRequest, R"({"body": {"card_number": "5387291640738852"}})",
       R"(/m/body/card_number: is never stored; only "***" can be expected)"},
      {verify::FactKind::kRequest, R"({"body": {"birth": {"like": "7804*"}}})",
       R"(/m/body/birth: is never stored; only "***" can be expected)"},
      {verify::FactKind::kRequest, R"({"body": {"a": [{"pwd_2digit": "78"}]}})",
       R"(/m/body/a/0/pwd_2digit: is never stored; only "***" can be expected)"},
      {verify::FactKind::kRequest, R"({"body": {"a": {"not": {"imp_secret": "x"}}}})",
       R"(/m/body/a/not/imp_secret: is never stored; only "***" can be expected)"},
      {verify::FactKind::kPayment, R"({"card_number": "5387-2916-4073-8852"})",
       "/m/card_number: must be masked; full card numbers are never stored"},
      {verify::FactKind::kPayment, R"({"card_number": {"like": "5387291640738852*"}})",
       "/m/card_number/like: must be masked; full card numbers are never stored"},
  }));
  CAPTURE(match);
  CHECK(FindProblems(kind, match) == std::vector<std::string>{problem});
  const std::string masked = GENERATE("5387290000008852", "53872916****8852", "538729*");
  CHECK(FindProblems(verify::FactKind::kPayment, R"({"card_number": ")" + masked + "\"}").empty());
}

}  // namespace
}  // namespace portone::verify
