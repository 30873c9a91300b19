// SPDX-License-Identifier: MIT
#include "scenario/references.h"

#include "json/json.h"
#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

References MakeReferences() {
  References references([] { return testing::Start(); });
  references.SetReply("charge", Json::parse(R"({"code": 0, "response": {"imp_uid": "imp_1",
      "amount": 9900, "list": [{"x": true}, {"a/b": null}]}})"));
  return references;
}

std::string Resolve(const std::string& json) {
  const auto value = MakeReferences().Resolve(Json::parse(json));
  return value.ok() ? value.value().dump() : value.error().message;
}

std::string DescribeProblems(const std::string& json) {
  json::Problems problems;
  CheckReferences(Json::parse(json), "/x", {"charge"}, problems);
  std::string text;
  for (const json::Problem& problem : problems)
    text += problem.pointer + ": " + problem.message + "\n";
  return text;
}

TEST_CASE("references: each resolves to a part of a reply or a time", "[scenario][references]") {
  const auto [text, value] = GENERATE(table<std::string, std::string>({
      {R"("${charge.response.imp_uid}")", R"("imp_1")"},
      {R"("${charge.response.amount}")", "9900"},
      {R"("${charge.response.list.0}")", R"({"x":true})"},
      {R"("${charge.response.list.1.a/b}")", "null"},
      {R"("/payments/${charge.response.imp_uid}/balance")", R"("/payments/imp_1/balance")"},
      {R"("${charge.code}${charge.response.amount}")", R"("09900")"},
      {R"({"a": ["${charge.code}", 1, null]})", R"({"a":[0,1,null]})"},
      {R"("${now}")", "1706659200"},
      {R"("${now+P1M}")", "1709164800"},
      {R"("${now+30d}")", "1709251200"},
      {R"("${now-1d}")", "1706572800"},
      {R"("${unix 2024-03-01T09:00:00+09:00}")", "1709251200"},
      {R"("at ${now}")", R"("at 1706659200")"},
      {R"("$${charge.code}")", R"("${charge.code}")"},
      {R"("10 $ and {}")", R"("10 $ and {}")"},
  }));
  CAPTURE(text);
  CHECK(Resolve(text) == value);
  CHECK(DescribeProblems(text).empty());
}

TEST_CASE("references: the error for a missing member lists the existing ones",
          "[scenario][references]") {
  CHECK(Resolve(R"("${charge.response.impuid}")") ==
        R"(the reply to charge has no response.impuid; did you mean "imp_uid"?)");
  CHECK(Resolve(R"("${charge.response.buyer}")") ==
        "the reply to charge has no response.buyer; it has imp_uid, amount, list");
  CHECK(Resolve(R"("${charge.response.list.7}")") ==
        "the reply to charge has no response.list.7; it has 2 elements");
  CHECK(Resolve(R"("${charge.response.list.18446744073709551616}")")
            .starts_with("the reply to charge has no"));
  CHECK(Resolve(R"("${charge.response.list.-1}")").starts_with("the reply to charge has no"));
  CHECK(Resolve(R"("${charge.response.amount.x}")") ==
        "the reply to charge has no response.amount.x; it has 9900");
  CHECK(Resolve(R"("${other}")") == "there is no reply to a step called other");
}

TEST_CASE("references: an invalid reference is reported with its pointer",
          "[scenario][references]") {
  const auto [text, message] = GENERATE(table<std::string, std::string>({
      {R"({"a": ["${chrage.code}"]})",
       "/x/a/0: no earlier step is called \"chrage\"; did you mean \"charge\"?\n"},
      {R"("${nobody}")", "/x: no earlier step is called \"nobody\"\n"},
      {R"("${charge.code")",
       "/x: \"${\" without a closing \"}\"; write \"$${\" for a literal \"${\"\n"},
      {R"("${now+tomorrow}")", "/x: \"${now+tomorrow}\" needs a period, like \"${now+P1M}\"\n"},
      {R"("${unix 2024-03-01}")",
       "/x: \"${unix 2024-03-01}\" needs ISO 8601 with an offset, like "
       "\"${unix 2024-03-01T09:00:00+09:00}\"\n"},
  }));
  CAPTURE(text);
  CHECK(DescribeProblems(text) == message);
}

}  // namespace
}  // namespace portone::scenario
