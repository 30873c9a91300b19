// SPDX-License-Identifier: MIT
// Streamed replies: how they are sent, what ends them, and what happens to a peer that does not
// read.
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

/// A body that the test appends piece by piece, or one without an end.
class ScriptedStream final : public api::BodyStream {
 public:
  explicit ScriptedStream(bool is_endless = false) : is_endless_(is_endless) {}

  std::string Read() override {
    const std::lock_guard lock(mutex_);
    ++read_count_;
    return is_endless_ ? std::string(64 << 10, 'x') : std::exchange(text_, {});
  }
  void NotifyWhenReady(std::function<void()> wake) override {
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

  void Append(std::string_view text) {
    const std::lock_guard lock(mutex_);
    text_ += text;
    if (wake_) std::exchange(wake_, nullptr)();
  }
  bool is_stopped() const { return is_stopped_; }
  int read_count() const { return read_count_; }

 private:
  const bool is_endless_;
  std::mutex mutex_;
  std::string text_;
  std::function<void()> wake_;
  std::atomic<bool> is_stopped_{false};
  std::atomic<int> read_count_{0};
};

/// Replies to "/stream" with the stream, and to anything else with an echo.
Server::Handler Serve(const std::shared_ptr<ScriptedStream>& stream) {
  return [stream](const api::Request& request) {
    if (request.target != "/stream") return Echo(request);
    return api::Reply{.body = "hello ", .content_type = "text/event-stream", .stream = stream};
  };
}

}  // namespace

TEST_CASE("stream: text appended later arrives without another request", "[http][e2e]") {
  const auto stream = std::make_shared<ScriptedStream>();
  const RunningServer running(Serve(stream));
  RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  const std::string head = client.ReadUntil("hello ");
  CHECK(head.starts_with("HTTP/1.1 200 "));
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(head.find("Connection: close") != std::string::npos);
  stream->Append("one.");
  CHECK(client.ReadUntil(".") == "one.");
  stream->Append("two.");
  CHECK(client.ReadUntil(".") == "two.");
}

TEST_CASE("stream: a HEAD request gets no stream", "[http][e2e]") {
  const auto stream = std::make_shared<ScriptedStream>();
  const RunningServer running(Serve(stream));
  RawSocket client = running.Connect();
  client.Send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n" + Get("/next"));
  const std::string head = client.ReadUntil("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 "));
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(client.ReadReply().body == "GET /next []");
}

TEST_CASE("stream: a stream whose client disconnects is stopped", "[http][e2e]") {
  const auto stream = std::make_shared<ScriptedStream>();
  const RunningServer running(Serve(stream));
  {
    RawSocket client = running.Connect();
    client.Send(Get("/stream"));
    client.ReadUntil("hello ");
  }
  CHECK(testing::Eventually([&] { return stream->is_stopped(); }));
}

TEST_CASE("stream: a client that does not read is disconnected, and others are served meanwhile",
          "[http][e2e]") {
  const auto stream = std::make_shared<ScriptedStream>(true);
  ServerOptions options;
  options.stall_timeout = 200ms;
  options.loops = 1;
  const RunningServer running(Serve(stream), options);
  const RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  for (int i = 0; i < 20; ++i)
    CHECK(running.SendAndReceive(Get("/other")).body == "GET /other []");
  CHECK(testing::Eventually([&] { return stream->is_stopped(); }));
  // What it did not take was not read either: the socket's buffers bound it.
  CHECK(stream->read_count() < 1'000);
}

TEST_CASE("stream: stopping the server ends it", "[http][e2e]") {
  const auto stream = std::make_shared<ScriptedStream>();
  RunningServer running(Serve(stream));
  RawSocket client = running.Connect();
  client.Send(Get("/stream"));
  client.ReadUntil("hello ");
  running.server.Stop();
  CHECK(client.AwaitEnd());
  CHECK(stream->is_stopped());
}

}  // namespace portone::http
