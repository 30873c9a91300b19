// SPDX-License-Identifier: MIT
// Bodies with very many keys are sent through every entry point. `make bench` measures what 80,000
// of them cost, and that it is not quadratic.
#include "support/run_scenario.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::TestApi;

constexpr int kVeryMany = 3'000;

/// `"k0": value, "k1": value, ...`
std::string ManyMembers(const std::string& value) {
  std::string text;
  for (int i = 0; i < kVeryMany; ++i)
    text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":" + value;
  return text;
}

std::string ManyPairs() {
  std::string text;
  for (int i = 0; i < kVeryMany; ++i)
    text += "k" + std::to_string(i) + "=1&";
  return text;
}

/// Expects that a request had all keys.
std::string ExpectMany(const std::string& value) {
  return R"({"requests": {"body": {)" + ManyMembers(value) + R"(}}, "count": 1})";
}

TEST_CASE("many keys: a V1 request in JSON is served, recorded in order and matched",
          "[many_keys]") {
  TestApi api;
  const std::string body = R"({"merchant_uid":"order-1","amount":100,)" + ManyMembers("1") + "}";
  REQUIRE(api.PostText("/payments/prepare?k5=0&k7=0", body).code() == 0);
  CHECK(api.Control("GET", "/requests").json["requests"].back()["body"] == body);
  CHECK(ControlSummary(
            api.Control("POST", "/verify", R"({"expect": [)" + ExpectMany("1") + "]}")) == "200");
}

TEST_CASE("many keys: a V1 request as a form or a query is served and matched", "[many_keys]") {
  TestApi api;
  const std::string form = ManyPairs() + "merchant_uid=order-1&amount=100";
  const bool in_query = GENERATE(false, true);
  const auto reply = in_query ? api.PostText("/payments/prepare?" + form, R"({"k5": "1"})")
                              : api.PostForm("/payments/prepare", form);
  REQUIRE(reply.code() == 0);
  CHECK(ControlSummary(
            api.Control("POST", "/verify", R"({"expect": [)" + ExpectMany("1") + "]}")) == "200");
}

TEST_CASE("many keys: a control call reports unknown keys in the order in which they were written",
          "[many_keys]") {
  TestApi api;
  const auto reply = api.Control("POST", "/clock/advance", "{" + ManyMembers("1") + "}");
  CHECK(reply.status == 400);
  CHECK_THAT(reply.json["error"]["message"].get<std::string>(),
             Catch::Contains("k0: unknown key; k1: unknown key; k2: unknown key"));
  CHECK_THAT(reply.json["error"]["message"].get<std::string>(),
             Catch::EndsWith("; k98: unknown key; and 2,901 more"));
}

TEST_CASE("many keys: a scenario's steps resolve, send and expect them", "[many_keys]") {
  const std::string references = ManyMembers(R"("${first.response.amount}")");
  const auto report = testing::RunScenarioText(
      R"({"steps": [
        {"post": "/payments/prepare", "body": {"merchant_uid": "a", "amount": 100}, "as": "first"},
        {"post": "/payments/prepare", "body": {"merchant_uid": "b", "amount": 100, )" +
      references + R"(}},
        {"verify": [{"requests": {"body": {)" +
      references + R"(}}, "count": 1}]}],
      "expect": [)" +
      ExpectMany("100") + "]}");
  CHECK(testing::FormatFailures(report).empty());
}

TEST_CASE("many keys: a scenario with unknown keys is refused at the location of each",
          "[many_keys]") {
  const auto loaded = scenario::LoadText("{\n" + ManyMembers("1") + "}", "a.json");
  REQUIRE_FALSE(loaded.ok());
  CHECK_THAT(loaded.error().message, Catch::StartsWith("a.json:2:1: /k0: unknown key\n"));
}

TEST_CASE("many keys: wrong values of a step's query are refused at the location of each",
          "[many_keys]") {
  const auto loaded = scenario::LoadText(
      R"({"steps": [{"get": "/payments/status/all", "query": {)" + ManyMembers("null") + "}}]}",
      "a.json");
  REQUIRE_FALSE(loaded.ok());
  CHECK_THAT(loaded.error().message, Catch::Contains("/steps/0/query/k99: must be a string"));
}

}  // namespace
}  // namespace portone
