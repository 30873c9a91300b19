// SPDX-License-Identifier: MIT
// Ending sends from outside, at whatever stage they are.
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

/// A post that would wait for an hour.
webhook::Post PatientPost(std::string url) {
  return {.url = std::move(url),
          .content_type = "application/json",
          .body = "{}",
          .connect_timeout = std::chrono::hours(1),
          .read_timeout = std::chrono::hours(1)};
}

}  // namespace

TEST_CASE("http sender: aborting ends sends under way and later ones", "[http][e2e]") {
  std::promise<void> asked;
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    asked.set_value();
    socket.AwaitEnd();
  });
  const webhook::Post post = PatientPost(receiver.url());
  HttpSender sender;
  auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
  asked.get_future().wait();
  sender.Abort();
  CHECK(outcome.get().error == "stopped");
  CHECK(sender.Send(post).error == "stopped");
}

TEST_CASE("http sender: aborting ends sends that are connecting", "[http][e2e]") {
  const testing::SilentPort silent;
  const auto scheme = GENERATE("http", "https");
  const webhook::Post post =
      PatientPost(std::string(scheme) + "://127.0.0.1:" + std::to_string(silent.port()));
  for (int round = 0; round < 200; ++round) {  // to meet all stages of a beginning connection
    HttpSender sender;
    auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
    for (int i = 0; i < round * 12; ++i)
      std::this_thread::yield();
    sender.Abort();
    REQUIRE(outcome.get().error == "stopped");
  }
}

TEST_CASE("http sender: aborting ends sends that shake hands", "[http][e2e]") {
  std::promise<void> connected;
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadSome();
    connected.set_value();
    socket.AwaitEnd();
  });
  const webhook::Post post = PatientPost("https://127.0.0.1:" + std::to_string(receiver.port()));
  HttpSender sender;
  auto outcome = std::async(std::launch::async, [&] { return sender.Send(post); });
  connected.get_future().wait();
  sender.Abort();
  CHECK(outcome.get().error == "stopped");
}

}  // namespace portone::http
