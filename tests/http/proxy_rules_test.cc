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
      {"api.iamport.kr", 443, Destination::kLocal},
      {"API.IAMPORT.KR", 1, Destination::kLocal},
      {"api.iamport.kr.", 443, Destination::kLocal},
      {"xapi.iamport.kr", 443, Destination::kRefuse},
      {"api.iamport.kr.evil.test", 443, Destination::kRefuse},
      {"localhost", 12011, Destination::kLocal},
      {"localhost", 443, Destination::kLocal},
      {"::1", 443, Destination::kLocal},
      {"localhost", 80, Destination::kRefuse},
      {"Shop.test", 80, Destination::kForward},
      {"a.shop.test", 80, Destination::kForwardUnlessLocal},
      {"b.a.SHOP.test", 80, Destination::kForwardUnlessLocal},
      {"ashop.test", 80, Destination::kRefuse},
      {"192.0.2.1", 80, Destination::kForward},
      {"192.0.2.10", 80, Destination::kRefuse},
      {"", 80, Destination::kRefuse},
  }));
  CAPTURE(host, port);
  CHECK(FindDestination(rules, host, port, {12011, 443}) == expected);
}

}  // namespace
}  // namespace portone::http
