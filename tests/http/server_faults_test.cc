// SPDX-License-Identifier: MIT
// Replies that come late or not at all, over real sockets.
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

constexpr std::chrono::minutes kLong{10};  // no test waits for it

/// A server whose replies are broken in one way, and what it says about them.
class Broken {
 public:
  Broken(std::chrono::milliseconds delay, HangUp hang_up)
      : running_(
            [this, delay, hang_up](const api::Request& request) {
              api::Reply reply = Echo(request);
              if (request.target == "/well") return reply;
              reply.delay = delay;
              reply.hang_up = hang_up;
              reply.once_sent = [this] { followed_.set_value(); };
              served_.set_value();
              return reply;
            },
            {}, {.access = [this](const AccessLine& line) { lines_.push_back(line); }}) {}

  RawSocket Ask() {
    RawSocket client = running_.Connect();
    client.Send(Get("/broken"));
    CHECK(served_.get_future().wait_for(kHangGuard) == std::future_status::ready);
    return client;
  }
  bool Followed() {
    return followed_.get_future().wait_for(kHangGuard) == std::future_status::ready;
  }
  void Stop() { running_.server.Stop(); }
  const std::vector<AccessLine>& lines() const { return lines_; }

 private:
  std::promise<void> served_;
  std::promise<void> followed_;
  std::vector<AccessLine> lines_;
  Running running_;
};

/// What the kernel says when the connection has ended: 0 for in order, else an error.
int HowItEnded(const RawSocket& client) {
  char byte = 0;
  const ssize_t got = ::recv(client.fd(), &byte, 1, 0);
  CHECK(got <= 0);
  return got == 0 ? 0 : errno;
}

bool HasInput(const RawSocket& client) {
  char byte = 0;
  return ::recv(client.fd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}

}  // namespace

TEST_CASE("transport: a reply that is to come late comes, and the connection goes on",
          "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{20}, HangUp::kNone);
  RawSocket client = broken.Ask();
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == 200);
  CHECK(reply.body == "GET /broken []");
  CHECK(broken.Followed());
  client.Send(Get("/well"));
  CHECK(client.ReadReply().body == "GET /well []");
}

TEST_CASE("transport: a reply that is to come late is not sent before", "[http][e2e][fault]") {
  Broken broken(kLong, HangUp::kNone);
  const RawSocket client = broken.Ask();
  CHECK_FALSE(HasInput(client));
  broken.Stop();
}

TEST_CASE("transport: stopping sends a late reply at once", "[http][e2e][fault]") {
  Broken broken(kLong, HangUp::kNone);
  RawSocket client = broken.Ask();
  std::thread stop([&] { broken.Stop(); });
  CHECK(client.ReadReply().body == "GET /broken []");
  stop.join();
  CHECK(broken.Followed());
}

TEST_CASE("transport: nobody waits with a reply for a client that has gone", "[http][e2e][fault]") {
  const HangUp hang_up = GENERATE(HangUp::kNone, HangUp::kClose, HangUp::kReset, HangUp::kTimeout);
  Broken broken(kLong, hang_up);
  { const RawSocket client = broken.Ask(); }
  CHECK(broken.Followed());
}

TEST_CASE("transport: a connection is closed in order instead of answered", "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{0}, HangUp::kClose);
  const RawSocket client = broken.Ask();
  CHECK(HowItEnded(client) == 0);
  CHECK(broken.Followed());
}

TEST_CASE("transport: a connection is reset instead of answered", "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{0}, HangUp::kReset);
  const RawSocket client = broken.Ask();
  CHECK(HowItEnded(client) == ECONNRESET);
  CHECK(broken.Followed());
}

TEST_CASE("transport: a connection ends only after its delay", "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{20}, HangUp::kReset);
  const RawSocket client = broken.Ask();
  CHECK(HowItEnded(client) == ECONNRESET);
}

TEST_CASE("transport: a connection without an answer stays open until the client goes",
          "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{0}, HangUp::kTimeout);
  {
    const RawSocket client = broken.Ask();
    CHECK(broken.Followed());  // what follows a reply does not wait for one that never comes
    CHECK_FALSE(HasInput(client));
  }
  broken.Stop();
}

TEST_CASE("transport: stopping ends a connection without an answer", "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{0}, HangUp::kTimeout);
  const RawSocket client = broken.Ask();
  std::thread stop([&] { broken.Stop(); });
  CHECK(HowItEnded(client) == 0);
  stop.join();
}

TEST_CASE("transport: the access hook sees no status where nothing was answered",
          "[http][e2e][fault]") {
  Broken broken(std::chrono::milliseconds{0}, HangUp::kClose);
  {
    const RawSocket client = broken.Ask();
    CHECK(client.AwaitEnd());
  }
  broken.Stop();
  REQUIRE(broken.lines().size() == 1);
  CHECK(broken.lines()[0].status == 0);
  CHECK(broken.lines()[0].path == "/broken");
}

}  // namespace portone::http
