// SPDX-License-Identifier: MIT
#include "engine/secret_pin.h"

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.h"

namespace portone::engine {
namespace {

TEST_CASE("secret pin: a secret matches only itself", "[engine]") {
  SecretPin pin("s");
  CHECK_FALSE(pin.IsOpen());
  CHECK(pin.Matches("s"));
  CHECK(pin.Accept("s"));
  CHECK_FALSE(pin.Accept("t"));
  CHECK_FALSE(pin.Matches(""));
  CHECK(pin.Get() == "s");
}

TEST_CASE("secret pin: an open pin accepts the first secret", "[engine]") {
  SecretPin pin("");
  CHECK(pin.IsOpen());
  CHECK(pin.Matches("anything"));
  CHECK(pin.Get().empty());
  CHECK(pin.Accept("first"));
  CHECK_FALSE(pin.Accept("second"));
  CHECK(pin.Get() == "first");
}

TEST_CASE("secret pin: only one of several threads sets it", "[engine][tsan]") {
  SecretPin pin("");
  std::atomic<int> accepted{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&pin, &accepted, i] {
      if (pin.Accept(std::to_string(i))) ++accepted;
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(accepted == 1);
}

}  // namespace
}  // namespace portone::engine
