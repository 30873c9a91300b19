// SPDX-License-Identifier: MIT
#include "http/host_lookup.h"

#include <future>
#include <string>
#include <thread>

#include "support/catch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kNoLimit = std::chrono::hours(1);

/// Ready when the hanging name server answers, at the end of the test.
std::shared_future<void> name_server_answers;

int HangingResolver(const char* /*host*/, const char* /*port*/, const addrinfo* /*hints*/,
                    addrinfo** /*found*/) {
  const std::shared_future<void> answers = name_server_answers;
  answers.wait();
  return EAI_AGAIN;
}

}  // namespace

TEST_CASE("host lookup: a name and an address are resolved", "[http]") {
  const auto host = GENERATE("localhost", "127.0.0.1", "::1");
  const CancelToken cancel_token;
  const auto addresses = LookUpHost(host, 80, kNoLimit, cancel_token);
  REQUIRE(addresses.ok());
  CHECK_FALSE(addresses.value().empty());
}

TEST_CASE("host lookup: a name without an address is not found", "[http]") {
  const CancelToken cancel_token;
  CHECK(LookUpHost("no-such-host.invalid", 80, kNoLimit, cancel_token).error() == "host not found");
}

TEST_CASE("host lookup: a silent name server costs the time limit, and a few threads at most",
          "[http]") {
  std::promise<void> end;
  name_server_answers = end.get_future().share();
  const CancelToken cancel_token;
  const auto look_up = [&](std::chrono::milliseconds limit) {
    return LookUpHost("shop.test", 80, limit, cancel_token, HangingResolver).error();
  };
  CHECK(look_up(std::chrono::milliseconds(20)) == "host not resolved within 20 ms");
  for (int i = 1; i < kMaxLookups; ++i)
    look_up(std::chrono::milliseconds(0));
  CHECK(look_up(kNoLimit) == "too many pending host lookups");
  CHECK(LookUpHost("127.0.0.1", 80, kNoLimit, cancel_token).ok());
  end.set_value();
  while (look_up(kNoLimit) ==
         "too many pending host lookups")  // until the threads of the lookups have ended
    std::this_thread::yield();
}

TEST_CASE("host lookup: a cancel token ends it", "[http]") {
  std::promise<void> end;
  name_server_answers = end.get_future().share();
  CancelToken cancel_token;
  auto error = std::async(std::launch::async, [&] {
    return LookUpHost("shop.test", 80, kNoLimit, cancel_token, HangingResolver).error();
  });
  cancel_token.Cancel();
  CHECK(error.get() == "stopped");
  end.set_value();
}

}  // namespace portone::http
