// SPDX-License-Identifier: MIT
#include "http/proxy_rules.h"

#include <string>

#include "support/catch.h"

namespace portone::http {
namespace {

TEST_CASE("proxy rules: served hosts take precedence over own hosts, and those over passthrough",
          "[http]") {
  const ProxyRules rules{.served_hosts = {"api.iamport.kr"},
                         .own_hosts = {"localhost", "::1"},
                         .passthrough_hosts = {"shop.test", "*.shop.test", "192.0.2.1"}};
  const auto [host, port, expected] = GENERATE(table<std::string, int, Destination>({
      {"api.iamport.kr", 443, Destination::kHere},
      {"API.IAMPORT.KR", 1, Destination::kHere},
      {"api.iamport.kr.", 443, Destination::kHere},
      {"xapi.iamport.kr", 443, Destination::kNowhere},
      {"api.iamport.kr.evil.test", 443, Destination::kNowhere},
      {"localhost", 12011, Destination::kHere},
      {"localhost", 443, Destination::kHere},
      {"::1", 443, Destination::kHere},
      {"localhost", 80, Destination::kNowhere},
      {"Shop.test", 80, Destination::kElsewhere},
      {"a.shop.test", 80, Destination::kElsewhereOnly},
      {"b.a.SHOP.test", 80, Destination::kElsewhereOnly},
      {"ashop.test", 80, Destination::kNowhere},
      {"192.0.2.1", 80, Destination::kElsewhere},
      {"192.0.2.10", 80, Destination::kNowhere},
      {"", 80, Destination::kNowhere},
  }));
  CAPTURE(host, port);
  CHECK(FindDestination(rules, host, port, {12011, 443}) == expected);
}

}  // namespace
}  // namespace portone::http
