// SPDX-License-Identifier: MIT
#include "json/suggestion.h"

#include "support/catch.h"

namespace portone::json {
namespace {

TEST_CASE("nearest: typos are recognised, unrelated words are not", "[json][strict]") {
  const std::vector<std::string> words{"channels", "webhook", "switches"};
  CHECK(json::FindNearest("chanels", words) == "channels");
  CHECK(json::FindNearest("Webhook", words) == "webhook");
  CHECK(json::FindNearest("sede", {"seed", "clock"}) == "seed");
  CHECK(json::FindNearest("gvien", {"given", "steps"}) == "given");
  CHECK(json::FindNearest("switch", words) == "switches");
  CHECK(json::FindNearest("webhooks_url", words) == "webhook");
  CHECK(json::FindNearest("merchant", words) == std::nullopt);
  const std::string long_word(3'000'000, 'w');
  CHECK(json::FindNearest(long_word, words) == std::nullopt);
  CHECK(json::FindNearest("webhook", {long_word}) == std::nullopt);
  CHECK(json::FindNearest("", words) == std::nullopt);
  CHECK(json::FindNearest("x", {}) == std::nullopt);
}

TEST_CASE("suggestion: a renamed word gets its new name suggested", "[json][strict]") {
  CHECK(json::DescribeSuggestion("when_charged", {"charged", "charge_outcome"}) ==
        R"(; it is called "charge_outcome" now)");
  CHECK(json::DescribeRename("when_charged", {"charge_outcome"}) ==
        R"(; it is called "charge_outcome" now)");
}

TEST_CASE("suggestion: a new name that is not possible here is not suggested", "[json][strict]") {
  CHECK(json::DescribeSuggestion("when_charged", {"when_charge"}) ==
        R"(; did you mean "when_charge"?)");
  CHECK(json::DescribeSuggestion("when_charged", {"amount"}).empty());
  CHECK(json::DescribeRename("when_charged", {"amount"}).empty());
}

}  // namespace
}  // namespace portone::json
