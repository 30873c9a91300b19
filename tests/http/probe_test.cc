// SPDX-License-Identifier: MIT
#include "http/probe.h"

#include <atomic>
#include <string>

#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

std::string MakeBaseUrl(int port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

}  // namespace

TEST_CASE("probe: a healthy emulator is ready", "[http][e2e]") {
  Server server({}, [](const api::Request& request) {
    return api::Reply{.status = request.target == "/_emulator/health" ? 200 : 404, .body = "{}"};
  });
  const std::string base_url = MakeBaseUrl(server.Start());
  CHECK(WaitUntilReady(base_url, std::chrono::seconds(0)));
  CHECK(WaitUntilReady(base_url + "/", std::chrono::seconds(0)));
}

TEST_CASE("probe: it retries until the emulator is healthy", "[http][e2e]") {
  std::atomic<int> requests = 0;
  Server server({}, [&](const api::Request&) {
    return api::Reply{.status = ++requests < 3 ? 503 : 200, .body = "{}"};
  });
  const std::string base_url = MakeBaseUrl(server.Start());
  CHECK_FALSE(WaitUntilReady(base_url, std::chrono::seconds(0)));
  CHECK(requests == 1);
  CHECK(WaitUntilReady(base_url, std::chrono::seconds(30)));
  CHECK(requests == 3);
}

TEST_CASE("probe: it waits for any server to answer, or says why none does", "[http][e2e]") {
  std::atomic<int> requests = 0;
  Server server({}, [&](const api::Request& request) {
    const bool is_ready = request.target == "/ready" && ++requests >= 3;
    return api::Reply{.status = is_ready ? 204 : 503, .body = ""};
  });
  const std::string base = MakeBaseUrl(server.Start());
  CHECK(WaitUntilAnswering({.url = base + "/ready", .wait = std::chrono::seconds(30)}).empty());
  CHECK(requests == 3);
  CHECK(WaitUntilAnswering({.url = base + "/other"}) == "it answered with 503");
  CHECK(WaitUntilAnswering({.url = base + "/other", .accepts_any_status = true}).empty());
  const testing::ClosedPort closed;
  CHECK(WaitUntilAnswering({.url = MakeBaseUrl(closed.port())}) == "connection refused");
  CHECK(WaitUntilAnswering({.url = "127.0.0.1:1"}) == "it is not an http or https URL");
}

TEST_CASE("probe: it gives up when it is told to", "[http][e2e]") {
  const testing::ClosedPort closed;
  int asked = 0;
  const std::string failure = WaitUntilAnswering({.url = MakeBaseUrl(closed.port()),
                                                  .wait = std::chrono::seconds(600),
                                                  .gives_up = [&asked] { return ++asked == 2; }});
  CHECK(failure == "connection refused");
  CHECK(asked == 2);
}

TEST_CASE("probe: a missing server or a malformed address is not ready", "[http][e2e]") {
  const testing::ClosedPort closed;
  CHECK_FALSE(WaitUntilReady(MakeBaseUrl(closed.port()), std::chrono::seconds(0)));
  CHECK_FALSE(WaitUntilReady("127.0.0.1:1", std::chrono::seconds(30)));
}

}  // namespace portone::http
