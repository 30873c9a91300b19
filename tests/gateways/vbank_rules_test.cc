// SPDX-License-Identifier: MIT
// The virtual account rules of each gateway.
#include <algorithm>
#include <string>
#include <vector>

#include "domain/payment.h"
#include "domain/vbank.h"
#include "gateways/registry.h"
#include "support/test_sandbox.h"

namespace portone::gateways {
namespace {

using testing::Rules;

std::vector<std::string_view> RequiredParameters(const GatewayRules& rules) {
  return {rules.vbank.required.begin(), rules.vbank.required.end()};
}

TEST_CASE("nice: a virtual account needs its holder, cannot be changed and takes one exact deposit",
          "[gateway][vbank]") {
  CHECK(Rules("nice").vbank.issue);
  CHECK_FALSE(Rules("nice").vbank.change);
  CHECK_FALSE(Rules("nice").vbank.fixed_unlimited);
  CHECK(RequiredParameters(Rules("nice")) == std::vector<std::string_view>{"vbank_holder"});
  CHECK(Rules("nice").vbank.due_in_past_error.code == "A108");
}

TEST_CASE("nice: a virtual account takes tax_free only under a fixed-amount contract",
          "[gateway][vbank]") {
  const auto [mode, has_tax_free, accepted] = GENERATE(table<std::string, bool, bool>({
      {"taxable", false, true},
      {"taxable", true, false},
      {"fixed", false, false},
      {"fixed", true, true},
  }));
  CAPTURE(mode, has_tax_free);
  Channel channel;
  channel.settings["tax_mode"] = mode;
  VbankRequest request;
  request.has_tax_free = has_tax_free;
  const auto error = Rules("nice").check_vbank(channel, request);
  CHECK(error.has_value() == !accepted);
  if (error) CHECK(error->code == "1615");
}

TEST_CASE("settle: virtual accounts can be changed and may be unlimited", "[gateway][vbank]") {
  CHECK(Rules("settle").vbank.issue);
  CHECK(Rules("settle").vbank.change);
  CHECK(Rules("settle").vbank.fixed_unlimited);
  CHECK(RequiredParameters(Rules("settle")) == std::vector<std::string_view>{"vbank_holder"});
}

TEST_CASE("html5_inicis: a virtual account needs an API key and the buyer", "[gateway][vbank]") {
  CHECK(Rules("html5_inicis").vbank.issue);
  CHECK_FALSE(Rules("html5_inicis").vbank.change);
  CHECK(RequiredParameters(Rules("html5_inicis")) ==
        std::vector<std::string_view>{"pg_api_key", "vbank_holder", "buyer_name", "buyer_email"});
}

TEST_CASE("kcp: issues no virtual accounts over REST", "[gateway][vbank]") {
  CHECK_FALSE(Rules("kcp").vbank.issue);
}

}  // namespace
}  // namespace portone::gateways
