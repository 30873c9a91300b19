// SPDX-License-Identifier: MIT
#include "commands/tokens.h"

#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::minutes;
using std::chrono::seconds;

const IssueToken kIssue{"imp_apikey"};

TEST_CASE("token: has forty hexadecimal digits and is valid for half an hour", "[command][token]") {
  TestSandbox sandbox;
  const TokenReply reply = GetValue(sandbox.Run(kIssue));
  CHECK_THAT(reply.token.value, Catch::Matches("[0-9a-f]{40}"));
  CHECK(reply.now == Start());
  CHECK(reply.token.expired_at == Start() + minutes{30});
}

TEST_CASE("token: stays the same until its last minute and is then extended once",
          "[command][token]") {
  TestSandbox sandbox;
  const AccessToken first = GetValue(sandbox.Run(kIssue)).token;
  sandbox.AdvanceBy(minutes{29});
  CHECK(GetValue(sandbox.Run(kIssue)).token.expired_at == first.expired_at);
  sandbox.AdvanceBy(seconds{1});
  const TokenReply extended = GetValue(sandbox.Run(kIssue));
  CHECK(extended.token.value == first.value);
  CHECK(extended.token.expired_at == first.expired_at + minutes{5});
  CHECK(extended.now == Start() + minutes{29} + seconds{1});
  CHECK(GetValue(sandbox.Run(kIssue)).token.expired_at == first.expired_at + minutes{5});
}

TEST_CASE("token: an expired token is replaced", "[command][token]") {
  TestSandbox sandbox;
  const AccessToken first = GetValue(sandbox.Run(kIssue)).token;
  sandbox.AdvanceBy(minutes{30});
  const AccessToken second = GetValue(sandbox.Run(kIssue)).token;
  CHECK(second.value != first.value);
  CHECK(second.expired_at == Start() + minutes{60});
  CHECK(GetErrc(sandbox.Query(CheckToken{first.value})) == Errc::kUnauthorized);
  CHECK(GetErrc(sandbox.Query(CheckToken{second.value})) == kAccepted);
}

TEST_CASE("token: is valid until the instant it expires", "[command][token]") {
  TestSandbox sandbox;
  CHECK(GetErrc(sandbox.Query(CheckToken{""})) == Errc::kUnauthorized);
  const std::string token = GetValue(sandbox.Run(kIssue)).token.value;
  CHECK(GetErrc(sandbox.Query(CheckToken{token})) == kAccepted);
  CHECK(GetErrc(sandbox.Query(CheckToken{token + "0"})) == Errc::kUnauthorized);
  sandbox.AdvanceBy(minutes{30} - Duration{1});
  CHECK(GetErrc(sandbox.Query(CheckToken{token})) == kAccepted);
  sandbox.AdvanceBy(Duration{1});
  CHECK(GetErrc(sandbox.Query(CheckToken{token})) == Errc::kUnauthorized);
}

TEST_CASE("token: a fresh token is returned without a command", "[command][token]") {
  TestSandbox sandbox;
  CHECK(GetErrc(sandbox.Query(FindReusableToken{})) == Errc::kUnauthorized);
  const AccessToken token = GetValue(sandbox.Run(kIssue)).token;
  CHECK(GetValue(sandbox.Query(FindReusableToken{})).token.value == token.value);
  sandbox.AdvanceBy(minutes{29} + Duration{1});
  CHECK(GetErrc(sandbox.Query(FindReusableToken{})) == Errc::kUnauthorized);
}

TEST_CASE("token: follows the wall clock by default", "[command][token]") {
  engine::Setup setup = StandardSetup();
  setup.clock.start = Start() + std::chrono::days{365};
  setup.token_clock = engine::TokenClock::kWall;
  TestSandbox sandbox(setup);
  const TokenReply reply = GetValue(sandbox.Run(kIssue));
  CHECK(reply.now == Start());
  CHECK(reply.token.expired_at == Start() + minutes{30});
  sandbox.AdvanceBy(std::chrono::days{30});
  CHECK(GetErrc(sandbox.Query(CheckToken{reply.token.value})) == kAccepted);
  FakeWallClock::Advance(minutes{30});
  CHECK(GetErrc(sandbox.Query(CheckToken{reply.token.value})) == Errc::kUnauthorized);
}

TEST_CASE("token: differs per API key", "[command][token]") {
  TestSandbox one;
  TestSandbox other;
  CHECK(GetValue(one.Run(IssueToken{"key-1"})).token.value !=
        GetValue(other.Run(IssueToken{"key-2"})).token.value);
}

}  // namespace
}  // namespace portone::commands
