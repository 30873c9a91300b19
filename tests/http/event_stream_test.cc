// SPDX-License-Identifier: MIT
// Replies that go on: how they are sent, what ends them, and what a peer that does not read does.
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "api/body_stream.h"
#include "http/running_server.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using namespace std::chrono_literals;
using testing::RawSocket;

/// What a test says, piece by piece.
class Script final : public api::BodyStream {
 public:
  explicit Script(bool is_endless = false) : is_endless_(is_endless) {}

  std::string Read() override {
    const std::lock_guard lock(mutex_);
    ++reads_;
    return is_endless_ ? std::string(64 << 10, 'x') : std::exchange(text_, {});
  }
  void Await(std::function<void()> wake) override {
    const std::lock_guard lock(mutex_);
    if (text_.empty()) {
      wake_ = std::move(wake);
    } else {
      wake();
    }
  }
  void Stop() override {
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
    is_stopped_ = true;
  }
  std::string Heartbeat() override { return ":\n"; }

  void Say(std::string_view text) {
    const std::lock_guard lock(mutex_);
    text_ += text;
    if (wake_) std::exchange(wake_, nullptr)();
  }
  bool is_stopped() const { return is_stopped_; }
  int reads() const { return reads_; }

 private:
  const bool is_endless_;
  std::mutex mutex_;
  std::string text_;
  std::function<void()> wake_;
  std::atomic<bool> is_stopped_{false};
  std::atomic<int> reads_{0};
};

/// Answers "/stream" with the script, and anything else with an echo.
Server::Handler Serve(const std::shared_ptr<Script>& script) {
  return [script](const api::Request& request) {
    if (request.target != "/stream") return Echo(request);
    return api::Reply{.body = "hello ", .content_type = "text/event-stream", .stream = script};
  };
}

}  // namespace

TEST_CASE("stream: what is said later arrives without another request", "[http][e2e]") {
  const auto script = std::make_shared<Script>();
  const RunningServer running(Serve(script));
  RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  const std::string head = client.ReadUntil("hello ");
  CHECK(head.starts_with("HTTP/1.1 200 "));
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(head.find("Connection: close") != std::string::npos);
  script->Say("one.");
  CHECK(client.ReadUntil(".") == "one.");
  script->Say("two.");
  CHECK(client.ReadUntil(".") == "two.");
}

TEST_CASE("stream: a HEAD request gets no stream", "[http][e2e]") {
  const auto script = std::make_shared<Script>();
  const RunningServer running(Serve(script));
  RawSocket client = running.Connect();
  client.Send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n" + Get("/next"));
  CHECK(client.ReadReply(false).status == 200);
  CHECK(client.ReadReply().body == "GET /next []");
}

TEST_CASE("stream: one whose client leaves is stopped", "[http][e2e]") {
  const auto script = std::make_shared<Script>();
  const RunningServer running(Serve(script));
  {
    RawSocket client = running.Connect();
    client.Send(Get("/stream"));
    client.ReadUntil("hello ");
  }
  CHECK(testing::Eventually([&] { return script->is_stopped(); }));
}

TEST_CASE("stream: a client that does not read is closed, and others are served meanwhile",
          "[http][e2e]") {
  const auto script = std::make_shared<Script>(true);
  ServerOptions options;
  options.stall_timeout = 200ms;
  options.loops = 1;
  const RunningServer running(Serve(script), options);
  const RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  for (int i = 0; i < 20; ++i)
    CHECK(running.SendAndReceive(Get("/other")).body == "GET /other []");
  CHECK(testing::Eventually([&] { return script->is_stopped(); }));
  // What it did not take was not read either: the socket's buffers bound it.
  CHECK(script->reads() < 1'000);
}

TEST_CASE("stream: a server that stops ends it", "[http][e2e]") {
  const auto script = std::make_shared<Script>();
  RunningServer running(Serve(script));
  RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  client.ReadUntil("hello ");
  running.server.Stop();
  CHECK(client.AwaitEnd());
  CHECK(script->is_stopped());
}

}  // namespace portone::http
