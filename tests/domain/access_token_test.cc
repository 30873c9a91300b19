// SPDX-License-Identifier: MIT
#include "domain/access_token.h"

#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("token: getToken's decision depends on the remaining lifetime", "[domain][token]") {
  const auto [remaining_ms, decision] = GENERATE(table<std::int64_t, TokenDecision>({
      {1'800'000, TokenDecision::kReuse},
      {60'001, TokenDecision::kReuse},
      {60'000, TokenDecision::kReuse},
      {59'999, TokenDecision::kExtend},
      {1, TokenDecision::kExtend},
      {0, TokenDecision::kIssueNew},
      {-1, TokenDecision::kIssueNew},
      {-86'400'000, TokenDecision::kIssueNew},
  }));
  CAPTURE(remaining_ms);
  const Instant now = FromUnixSeconds(1'661'292'378);
  const AccessToken token{"0123456789abcdef0123456789abcdef01234567", now + Duration{remaining_ms}};
  CHECK(DecideToken(token, now) == decision);
}

TEST_CASE("token: a key without a token is issued a new one", "[domain][token]") {
  CHECK(DecideToken(std::nullopt, FromUnixSeconds(0)) == TokenDecision::kIssueNew);
}

TEST_CASE("token: lives half an hour and is extended by five minutes", "[domain][token]") {
  CHECK(kTokenLifetime == std::chrono::seconds{1'800});
  CHECK(kTokenExtension == std::chrono::seconds{300});
  CHECK(kTokenExtensionWindow == std::chrono::seconds{60});
}

}  // namespace
}  // namespace portone
