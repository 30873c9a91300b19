// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

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

TEST_CASE("setup: bodies and events take at most a share of a bound on memory", "[app]") {
  Options options;
  const auto limits = [&] {
    const engine::SandboxRegistryOptions sandboxes = MakeCoreOptions(options).sandboxes;
    return std::pair{sandboxes.max_stored_body_bytes, sandboxes.max_event_bytes};
  };
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  CHECK(limits() == std::pair{256 * kMiB, 64 * kMiB});
  options.max_memory = 512 * kMiB;
  CHECK(limits() == std::pair{128 * kMiB, 32 * kMiB});
  options.max_memory = 4096 * kMiB;
  CHECK(limits() == std::pair{256 * kMiB, 64 * kMiB});
}

TEST_CASE("setup: the profile option applies to the default sandbox", "[app]") {
  Options options;
  CHECK(MakeCoreOptions(options).base.merchant.switches.profile == Profile::kCurrent);
  options.profile = ReplyProfile::k2020;
  CHECK(MakeCoreOptions(options).base.merchant.switches.profile == Profile::k2020);
}

}  // namespace
}  // namespace portone::app
