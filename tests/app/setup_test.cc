// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include <string>
#include <string_view>

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

TEST_CASE("setup: a wrong secret is logged, with the remedy", "[app]") {
  Options options;
  std::string line;
  options.log = [&line](LogLevel level, std::string_view message) {
    CHECK(level == LogLevel::kWarning);
    line = message;
  };
  MakeCoreOptions(options).sandboxes.on_wrong_secret("my shop");
  CHECK(line ==
        "getToken for imp_key \"my shop\" sent an imp_secret that differs from the first one "
        "received, "
        "which is pinned; DELETE /_emulator/sandboxes/my%20shop unpins it; with --strict-keys only "
        "declared keys and secrets are accepted");
  options.min_log_level = LogLevel::kError;
  CHECK_FALSE(MakeCoreOptions(options).sandboxes.on_wrong_secret);
}

TEST_CASE("setup: the profile option applies to the default sandbox", "[app]") {
  Options options;
  CHECK(MakeCoreOptions(options).base.merchant.switches.profile == Profile::kCurrent);
  options.profile = ReplyProfile::k2020;
  CHECK(MakeCoreOptions(options).base.merchant.switches.profile == Profile::k2020);
}

}  // namespace
}  // namespace portone::app
