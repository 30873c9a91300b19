// SPDX-License-Identifier: MIT
// Access tokens that others cannot guess, and fixed ones on request.
#include <string>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"

namespace portone::testing {
namespace {

std::string GetToken(int port, const std::string& imp_key = std::string(kSampleKey),
                     const std::string& imp_secret = std::string(kSampleSecret)) {
  MerchantClient merchant(port, imp_key, imp_secret);
  merchant.Authorize();
  CHECK(merchant.token().size() == 40);
  return merchant.token();
}

TEST_CASE("tokens: two programs with the same seed issue different ones", "[e2e]") {
  const RunningEmulator one({"--seed", "7"});
  const RunningEmulator other({"--seed", "7"});
  const std::string token = GetToken(one.port());
  CHECK(token != GetToken(other.port()));
  CHECK(token == GetToken(one.port()));
}

TEST_CASE("tokens: on request they are derived from the seed", "[e2e]") {
  const RunningEmulator one({"--fixed-tokens"});
  const RunningEmulator other({}, {"PORTONE_EMULATOR_FIXED_TOKENS=true"});
  CHECK(GetToken(one.port()) == GetToken(other.port()));
}

TEST_CASE("tokens: the embedded API has the same option", "[e2e]") {
  const auto token = [](bool fixed) {
    Options options;
    options.fixed_tokens = fixed;
    const Emulator emulator = Emulator::Start(std::move(options));
    return GetToken(emulator.port());
  };
  CHECK(token(false) != token(false));
  CHECK(token(true) == token(true));
}

TEST_CASE("tokens: a deleted sandbox's token is not valid for its successor", "[e2e]") {
  Options options;
  options.fixed_tokens = GENERATE(true, false);
  const Emulator emulator = Emulator::Start(std::move(options));
  const std::string old_token = GetToken(emulator.port(), "job", "first");
  REQUIRE(emulator.Control("DELETE", "/_emulator/sandboxes/job").status == 200);
  CHECK(GetToken(emulator.port(), "job", "second") != old_token);
  CHECK(Send(emulator.port(), "GET /payments/imp_1", {"Authorization: " + old_token}).status ==
        401);
}

TEST_CASE("tokens: deleting a sandbox does not change the fixed tokens of others", "[e2e]") {
  Options options;
  options.fixed_tokens = true;
  const Emulator emulator = Emulator::Start(options);
  const Emulator other = Emulator::Start(options);
  GetToken(other.port(), "job", "s");
  REQUIRE(other.Control("DELETE", "/_emulator/sandboxes/job").status == 200);
  CHECK(GetToken(emulator.port(), "mine", "s") == GetToken(other.port(), "mine", "s"));
}

}  // namespace
}  // namespace portone::testing
