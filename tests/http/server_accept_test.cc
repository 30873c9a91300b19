// SPDX-License-Identifier: MIT
// Accepting connections, and that no peer holds up others.
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <future>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "http/listener.h"
#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

constexpr std::array kAcceptErrors = {ENFILE, EMFILE, ENOBUFS,  ENOMEM, ECONNABORTED,
                                      EPROTO, EPERM,  ENETDOWN, ENFILE};

std::atomic<std::size_t> accept_calls = 0;

/// Fails with each error of kAcceptErrors, then accepts.
int FailThenAccept(int fd, sockaddr* address, socklen_t* size, int flags) {
  const std::size_t call = accept_calls++;
  if (call >= kAcceptErrors.size()) return ::accept4(fd, address, size, flags);
  errno = kAcceptErrors.at(call);
  return -1;
}

/// Makes requests keep their threads until it is opened.
class Gate {
 public:
  api::Reply Wait(const api::Request& request) {
    ++entered_;
    released_.wait_for(kSocketTimeout);
    return Echo(request);
  }
  void Open() { release_.set_value(); }
  int entered() const { return entered_; }

 private:
  std::promise<void> release_;
  const std::shared_future<void> released_ = release_.get_future().share();
  std::atomic<int> entered_ = 0;
};

/// Replies at once, except to targets that begin with "/wait".
api::TryResult ReplyUnlessWaiting(const api::Request& request) {
  if (request.target.starts_with("/wait")) {
    return {.can_block_externally = request.target.starts_with("/wait-for-others")};
  }
  return {Echo(request)};
}

}  // namespace

TEST_CASE("transport: each error of accept is logged once and does not stop the server",
          "[http][e2e]") {
  accept_calls = 0;
  std::mutex mutex;
  std::vector<std::string> problems;
  RunningServer running(Echo, {.accept = FailThenAccept},
                        {.report_problem = [&](const std::string& problem) {
                          const std::lock_guard lock(mutex);
                          problems.push_back(problem);
                        }});
  CHECK(running.SendAndReceive(Get("/")).body == "GET / []");
  CHECK(running.SendAndReceive(Get("/")).body == "GET / []");
  running.server.Stop();
  REQUIRE(problems.size() == 6);  // ENFILE once; a client that has gone is not a problem
  CHECK(problems[0] == "cannot accept a connection; trying again: Too many open files in system");
}

TEST_CASE("transport: when descriptors run out, idle connections are closed first", "[http][e2e]") {
  const RunningServer running(Echo, {.loops = 1});
  std::vector<RawSocket> idle;
  for (int i = 0; i < 8; ++i) {
    idle.push_back(running.Connect());
    idle.back().Send(Get("/"));
    REQUIRE(idle.back().ReadReply().status == 200);
  }
  idle.front().Send(Get("/again"));  // now the second one has been idle for longest
  REQUIRE(idle.front().ReadReply().status == 200);
  RawSocket fresh = running.Connect();
  REQUIRE(fresh.Send(Get("/fresh")));
  REQUIRE(fresh.ReadReply().status == 200);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const RawSocket last = RawSocket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  rlimit limited = before;
  limited.rlim_cur = static_cast<rlim_t>(last.fd()) + 1;  // for this process, the server's included
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limited) == 0);
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getpeername(fresh.fd(), reinterpret_cast<sockaddr*>(&address), &size);
  const bool connected =
      ::connect(last.fd(), reinterpret_cast<const sockaddr*>(&address), size) == 0;
  last.Send(Get("/last"));
  const std::string reply = last.ReadSome();
  ::setrlimit(RLIMIT_NOFILE, &before);
  CHECK(connected);
  CHECK(reply.ends_with("GET /last []"));
  CHECK(idle[1].ReadToEnd().empty());
  idle.front().Send(Get("/still"));
  CHECK(idle.front().ReadReply().body == "GET /still []");
}

TEST_CASE("transport: the connection that has been idle for longest makes room", "[http][e2e]") {
  const RunningServer running(Echo, {.max_connections = 2, .loops = 1});
  RawSocket first = running.Connect();
  first.Send(Get("/1"));
  REQUIRE(first.ReadReply().status == 200);
  RawSocket second = running.Connect();
  second.Send(Get("/2"));
  REQUIRE(second.ReadReply().status == 200);
  first.Send(Get("/1"));
  REQUIRE(first.ReadReply().status == 200);
  CHECK(running.SendAndReceive(Get("/3")).status == 200);
  CHECK(second.ReadToEnd().empty());
  first.Send(Get("/1"));
  CHECK(first.ReadReply().status == 200);
}

TEST_CASE("transport: a connection that is in use does not make room", "[http][e2e]") {
  Gate gate;
  const RunningServer running([&](const api::Request& request) { return gate.Wait(request); },
                              {.max_connections = 1}, {.try_handle = ReplyUnlessWaiting});
  RawSocket busy = running.Connect();
  busy.Send(Get("/wait"));
  while (gate.entered() == 0)
    std::this_thread::yield();
  RawSocket fresh = running.Connect();
  fresh.Send(Get("/fresh"));
  gate.Open();
  CHECK(busy.ReadReply().body == "GET /wait []");
  CHECK(fresh.ReadReply().body == "GET /fresh []");
}

TEST_CASE("transport: connections that send nothing, or little, do not delay others",
          "[http][e2e]") {
  const RunningServer running(Echo, {}, {.try_handle = ReplyUnlessWaiting});
  std::vector<RawSocket> slow;
  for (int i = 0; i < 1000; ++i) {
    slow.push_back(running.Connect());
    if (i % 2 == 0) slow.back().Send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab");
  }
  CHECK(running.SendAndReceive(Get("/fresh")).body == "GET /fresh []");
  slow.front().Send("cdefghi");
  CHECK(slow.front().ReadReply().body == "POST /p [abcdefghi]");
}

TEST_CASE("transport: requests that wait do not delay others", "[http][e2e]") {
  Gate gate;
  const RunningServer running([&](const api::Request& request) { return gate.Wait(request); }, {},
                              {.try_handle = ReplyUnlessWaiting});
  std::vector<RawSocket> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.push_back(running.Connect());
    waiting.back().Send(Get(i % 2 == 0 ? "/wait" : "/wait-for-others"));
  }
  while (gate.entered() < 20)
    std::this_thread::yield();
  CHECK(running.SendAndReceive(Get("/fresh")).body == "GET /fresh []");
  gate.Open();
  for (RawSocket& client : waiting)
    CHECK(client.ReadReply().status == 200);
}

TEST_CASE("transport: requests beyond the limit of waiting ones are refused at once",
          "[http][e2e]") {
  Gate gate;
  const RunningServer running([&](const api::Request& request) { return gate.Wait(request); },
                              {.max_external_workers = 3}, {.try_handle = ReplyUnlessWaiting});
  std::vector<RawSocket> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(running.Connect());
    waiting.back().Send(Get("/wait-for-others"));
  }
  while (gate.entered() < 3)
    std::this_thread::yield();
  const RawReply refused = running.SendAndReceive(Get("/wait-for-others"));
  CHECK(refused.status == 503);
  CHECK(refused.body == R"({"code":-1,"message":"Too many requests are being handled; try again )"
                        R"(later.","response":null})");
  gate.Open();
  for (RawSocket& client : waiting)
    CHECK(client.ReadReply().status == 200);
}

TEST_CASE("transport: an exception while trying to reply at once gives status 500", "[http][e2e]") {
  const RunningServer running(
      Echo, {}, {.try_handle = [](const api::Request&) -> api::TryResult { throw 7; }});
  CHECK(running.SendAndReceive(Get("/")).status == 500);
}

TEST_CASE("transport: a thousand delayed replies cost no threads", "[http][e2e][fault]") {
  RunningServer running(Echo, {}, {.try_handle = [](const api::Request& request) {
                          api::Reply reply = Echo(request);
                          if (request.target == "/late") reply.delay = std::chrono::minutes{10};
                          if (request.target == "/never") reply.hang_up = HangUp::kTimeout;
                          return api::TryResult{std::move(reply)};
                        }});
  std::vector<RawSocket> clients;
  for (int i = 0; i < 1000; ++i) {
    clients.push_back(running.Connect());
    clients.back().Send(Get(i % 2 == 0 ? "/late" : "/never"));
  }
  CHECK(running.SendAndReceive(Get("/fresh")).body == "GET /fresh []");
  running.server.Stop();
  for (RawSocket& client : clients)
    client.AwaitEnd();
}

TEST_CASE("transport: a client that does not read its reply is disconnected", "[http][e2e]") {
  const RunningServer running(
      [](const api::Request&) { return api::Reply{.body = std::string(64 << 20, 'x')}; },
      {.stall_timeout = std::chrono::milliseconds{50}});
  RawSocket client = running.Connect();
  client.Send(Get("/"));
  CHECK(client.ReadUntil("\r\n\r\n").starts_with("HTTP/1.1 200"));
  CHECK(running.SendAndReceive(Get("/", "Connection: close\r\n")).status == 200);
}

TEST_CASE("transport: the server listens on all addresses of a name", "[http][e2e]") {
  const std::vector<int> sockets = OpenListeningSockets("localhost", 0);
  REQUIRE_FALSE(sockets.empty());
  for (const int fd : sockets)
    CHECK(GetListeningPort(fd) == GetListeningPort(sockets.front()));
  for (SocketAddress& address : FindListeningAddresses("localhost")) {
    // The port is at the same place in the addresses of both families.
    reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port =
        htons(static_cast<std::uint16_t>(GetListeningPort(sockets.front())));
    const RawSocket client(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int result =
        ::connect(client.fd(), reinterpret_cast<const sockaddr*>(&address.storage), address.size);
    CHECK((result == 0 || errno != ECONNREFUSED));  // this machine may lack an address
  }
  for (const int fd : sockets)
    ::close(fd);
}

}  // namespace portone::http
