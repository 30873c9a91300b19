// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include "support/catch.h"

namespace portone::app {
namespace {

TEST_CASE("setup: each API has a limit of its own for bodies", "[app]") {
  Options options;
  options.max_body_bytes = 10;
  const auto limit = [&](const std::string& target) {
    api::Request head;
    head.target = target;
    return MakeServerOptions(options).body_limit(head);
  };
  CHECK(limit("/payments") == 10);
  CHECK(limit("/_emulator/scenario") == std::size_t{64} << 20);
  options.max_control_body_bytes = 20;
  CHECK(limit("/_emulator/scenario") == 20);
  CHECK(limit("/payments") == 10);
}

}  // namespace
}  // namespace portone::app
