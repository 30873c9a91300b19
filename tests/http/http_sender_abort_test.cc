// SPDX-License-Identifier: MIT
// Aborting sends at every stage.
#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "http/http_sender.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReceiver;
using testing::RawSocket;

/// A post with timeouts of an hour.
webhook::Post LongTimeoutPost(std::string url) {
  return {.url = std::move(url),
          .content_type = "application/json",
          .body = "{}",
          .connect_timeout = std::chrono::hours(1),
          .read_timeout = std::chrono::hours(1)};
}

}  // namespace

TEST_CASE("http sender: aborting ends current and later sends", "[http][e2e]") {
  std::promise<void> received;
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    received.set_value();
    socket.AwaitEnd();
  });
  const webhook::Post post = LongTimeoutPost(receiver.url());
  HttpSender sender;
  auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
  received.get_future().wait();
  sender.Abort();
  CHECK(outcome.get().error == "stopped");
  CHECK(sender.Send(post).error == "stopped");
}

TEST_CASE("http sender: aborting ends sends that are connecting", "[http][e2e]") {
  const testing::SilentPort silent;
  const auto scheme = GENERATE("http", "https");
  const webhook::Post post =
      LongTimeoutPost(std::string(scheme) + "://127.0.0.1:" + std::to_string(silent.port()));
  for (int round = 0; round < 200; ++round) {  // to hit every stage of connecting
    HttpSender sender;
    auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
    for (int i = 0; i < round * 12; ++i)
      std::this_thread::yield();
    sender.Abort();
    REQUIRE(outcome.get().error == "stopped");
  }
}

TEST_CASE("http sender: aborting ends sends during the TLS handshake", "[http][e2e]") {
  std::promise<void> connected;
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadSome();
    connected.set_value();
    socket.AwaitEnd();
  });
  const webhook::Post post =
      LongTimeoutPost("https://127.0.0.1:" + std::to_string(receiver.port()));
  HttpSender sender;
  auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
  connected.get_future().wait();
  sender.Abort();
  CHECK(outcome.get().error == "stopped");
}

}  // namespace portone::http
