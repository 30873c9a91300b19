// SPDX-License-Identifier: MIT
// Delayed and missing replies, over real sockets.
#include <cerrno>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

constexpr std::chrono::minutes kLongDelay{10};  // no test waits this long

/// A server with one injected reply fault, and its access log.
class FaultyServer {
 public:
  FaultyServer(std::chrono::milliseconds delay, HangUp hang_up)
      : running_(
            [this, delay, hang_up](const api::Request& request) {
              api::Reply reply = Echo(request);
              if (request.target == "/well") return reply;
              reply.delay = delay;
              reply.hang_up = hang_up;
              reply.on_finished = [this] { finished_.set_value(); };
              served_.set_value();
              return reply;
            },
            {}, {.access = [this](const AccessLine& line) {
              lines_.push_back(FormatAccessLine(line));
            }}) {}

  RawSocket SendRequest() {
    RawSocket client = running_.Connect();
    client.Send(Get("/broken"));
    CHECK(served_.get_future().wait_for(kSocketTimeout) == std::future_status::ready);
    return client;
  }
  bool WaitForFinished() {
    return finished_.get_future().wait_for(kSocketTimeout) == std::future_status::ready;
  }
  void Stop() { running_.server.Stop(); }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::promise<void> served_;
  std::promise<void> finished_;
  std::vector<std::string> lines_;
  RunningServer running_;
};

/// How the connection ended: 0 for a clean close, else errno.
int ReadCloseError(const RawSocket& client) {
  char byte = 0;
  const ssize_t got = ::recv(client.fd(), &byte, 1, 0);
  CHECK(got <= 0);
  return got == 0 ? 0 : errno;
}

bool IsReadable(const RawSocket& client) {
  char byte = 0;
  return ::recv(client.fd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}

}  // namespace

TEST_CASE("transport: a delayed reply is sent and the connection stays usable",
          "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{20}, HangUp::kNone);
  RawSocket client = broken.SendRequest();
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == 200);
  CHECK(reply.body == "GET /broken []");
  CHECK(broken.WaitForFinished());
  client.Send(Get("/well"));
  CHECK(client.ReadReply().body == "GET /well []");
}

TEST_CASE("transport: a delayed reply is not sent early", "[http][e2e][fault]") {
  FaultyServer broken(kLongDelay, HangUp::kNone);
  const RawSocket client = broken.SendRequest();
  CHECK_FALSE(IsReadable(client));
  broken.Stop();
}

TEST_CASE("transport: stopping sends a delayed reply immediately", "[http][e2e][fault]") {
  FaultyServer broken(kLongDelay, HangUp::kNone);
  RawSocket client = broken.SendRequest();
  std::thread stopping([&] { broken.Stop(); });
  CHECK(client.ReadReply().body == "GET /broken []");
  stopping.join();
  CHECK(broken.WaitForFinished());
}

TEST_CASE("transport: a delay ends when the client disconnects", "[http][e2e][fault]") {
  const HangUp hang_up = GENERATE(HangUp::kNone, HangUp::kClose, HangUp::kReset, HangUp::kTimeout);
  FaultyServer broken(kLongDelay, hang_up);
  { const RawSocket client = broken.SendRequest(); }
  CHECK(broken.WaitForFinished());
}

TEST_CASE("transport: a connection is closed cleanly instead of a reply", "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{0}, HangUp::kClose);
  const RawSocket client = broken.SendRequest();
  CHECK(ReadCloseError(client) == 0);
  CHECK(broken.WaitForFinished());
}

TEST_CASE("transport: a connection is reset instead of a reply", "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{0}, HangUp::kReset);
  const RawSocket client = broken.SendRequest();
  CHECK(ReadCloseError(client) == ECONNRESET);
  CHECK(broken.WaitForFinished());
}

TEST_CASE("transport: a connection ends only after its delay", "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{20}, HangUp::kReset);
  const RawSocket client = broken.SendRequest();
  CHECK(ReadCloseError(client) == ECONNRESET);
}

TEST_CASE("transport: a connection without a reply stays open until the client disconnects",
          "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{0}, HangUp::kTimeout);
  {
    const RawSocket client = broken.SendRequest();
    CHECK(broken.WaitForFinished());  // `on_finished` runs even though no reply is sent
    CHECK_FALSE(IsReadable(client));
  }
  broken.Stop();
}

TEST_CASE("transport: stopping ends a connection without a reply", "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{0}, HangUp::kTimeout);
  const RawSocket client = broken.SendRequest();
  std::thread stopping([&] { broken.Stop(); });
  CHECK(ReadCloseError(client) == 0);
  stopping.join();
}

TEST_CASE("transport: the access hook gets status 0 when no reply was sent", "[http][e2e][fault]") {
  FaultyServer broken(std::chrono::milliseconds{0}, HangUp::kClose);
  {
    const RawSocket client = broken.SendRequest();
    CHECK(client.AwaitEnd());
  }
  broken.Stop();
  CHECK(broken.lines() == std::vector<std::string>{"GET /broken 0"});
}

}  // namespace portone::http
