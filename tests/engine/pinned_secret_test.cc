// SPDX-License-Identifier: MIT
#include "engine/pinned_secret.h"

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.h"

namespace portone::engine {
namespace {

TEST_CASE("pinned secret: a secret matches only itself", "[engine]") {
  PinnedSecret secret("s");
  CHECK(secret.IsPinned());
  CHECK(secret.Matches("s"));
  CHECK(secret.Accept("s"));
  CHECK_FALSE(secret.Accept("t"));
  CHECK_FALSE(secret.Matches(""));
  CHECK(secret.Get() == "s");
}

TEST_CASE("pinned secret: an open one accepts the first secret", "[engine]") {
  PinnedSecret secret("");
  CHECK_FALSE(secret.IsPinned());
  CHECK(secret.Matches("anything"));
  CHECK(secret.Get().empty());
  CHECK(secret.Accept("first"));
  CHECK_FALSE(secret.Accept("second"));
  CHECK(secret.Get() == "first");
}

TEST_CASE("pinned secret: only one of several threads sets it", "[engine][tsan]") {
  PinnedSecret secret("");
  std::atomic<int> accepted{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&secret, &accepted, i] {
      if (secret.Accept(std::to_string(i))) ++accepted;
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(accepted == 1);
}

}  // namespace
}  // namespace portone::engine
