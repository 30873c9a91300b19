// SPDX-License-Identifier: MIT
// A test for each bad default of HTTP libraries that the server avoids.
#include <algorithm>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/socket.h>
#include <vector>

#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

int ReadBacklogLimit() {
  int limit = 1024;
  std::ifstream("/proc/sys/net/core/somaxconn") >> limit;
  return std::min(limit, 1024);
}

}  // namespace

TEST_CASE("transport: accepted connections disable Nagle's algorithm", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(Get("/"));
  REQUIRE(client.ReadReply().status == 200);
  const int accepted = testing::FindSocketConnectedTo(client.local_port());
  REQUIRE(accepted >= 0);
  CHECK(testing::GetSocketOption(accepted, IPPROTO_TCP, TCP_NODELAY) == 1);
}

TEST_CASE("transport: a thousand connections may wait to be accepted", "[http][e2e]") {
  const RunningServer running;
  const int listening = testing::FindListeningSocket(running.port);
  REQUIRE(listening >= 0);
  tcp_info info{};
  socklen_t size = sizeof(info);
  REQUIRE(::getsockopt(listening, IPPROTO_TCP, TCP_INFO, &info, &size) == 0);
  CHECK(static_cast<int>(info.tcpi_sacked) ==
        ReadBacklogLimit());  // for a listening socket: the backlog limit
}

TEST_CASE("transport: a second server on the same port is refused", "[http][e2e]") {
  const RunningServer first;
  Server second({.port = first.port}, Echo);
  CHECK_THROWS_WITH(second.Start(), "cannot listen on 127.0.0.1:" + std::to_string(first.port) +
                                        ": Address already in use");
}

TEST_CASE("transport: a port is free again as soon as its server has stopped", "[http][e2e]") {
  RunningServer first;
  {
    RawSocket client = first.Connect();
    client.Send(Get("/"));
    CHECK(client.ReadReply().status == 200);
    first.server.Stop();  // closes before the client does, so the port stays in TIME_WAIT
  }
  const RunningServer second(Echo, {.port = first.port});
  CHECK(second.SendAndReceive(Get("/")).status == 200);
}

TEST_CASE("transport: the error for a host without an address is one line", "[http][e2e]") {
  Server server({.host = "no-such-host.invalid", .port = 1}, Echo);
  CHECK_THROWS_WITH(server.Start(), "cannot listen on no-such-host.invalid:1: no such address");
}

TEST_CASE("transport: two hundred idle clients do not delay a new one", "[http][e2e]") {
  const RunningServer running;
  std::vector<RawSocket> idle;
  for (int i = 0; i < 200; ++i) {
    idle.push_back(running.Connect());
    idle.back().Send(Get("/"));
    REQUIRE(idle.back().ReadReply().status == 200);
  }
  CHECK(running.SendAndReceive(Get("/fresh")).body == "GET /fresh []");
  idle.front().Send(Get("/again"));
  CHECK(idle.front().ReadReply().body == "GET /again []");
}

TEST_CASE("transport: idle connections do not keep waking the server", "[http][e2e]") {
  // A library may poll each connection every 10 ms. Counts context switches while nothing is sent:
  // about one per second and connection, not a hundred.
  constexpr int kClients = 100;
  constexpr int kSilenceMs = 500;
  const RunningServer running;
  std::vector<testing::RawSocket> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(running.Connect());
    clients.back().Send("GET /idle HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(clients.back().ReadReply().status == 200);
  }
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  pollfd silent{.fd = clients.front().fd(), .events = POLLIN, .revents = 0};
  REQUIRE(::poll(&silent, 1, kSilenceMs) == 0);
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  CHECK(after.ru_nvcsw - before.ru_nvcsw < 10L * kClients);
}

TEST_CASE("transport: idle clients make room when all connections are in use", "[http][e2e]") {
  const RunningServer running(Echo, {.max_connections = 4});
  std::vector<RawSocket> idle;
  idle.reserve(4);
  for (int i = 0; i < 4; ++i)
    idle.push_back(running.Connect());
  CHECK(running.SendAndReceive(Get("/fresh")).body == "GET /fresh []");
}

TEST_CASE("transport: one connection carries hundreds of requests", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  for (int i = 0; i < 500; ++i) {
    client.Send(Get("/" + std::to_string(i)));
    REQUIRE(client.ReadReply().body == "GET /" + std::to_string(i) + " []");
  }
}

TEST_CASE("transport: the announced keep-alive time is over a minute", "[http][e2e]") {
  CHECK(RunningServer().SendAndReceive(Get("/")).Header("Keep-Alive").starts_with("timeout=75, "));
}

TEST_CASE("transport: a connection is closed on the client's request", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(Get("/", "Connection: close\r\n"));
  const RawReply reply = client.ReadReply();
  CHECK(reply.Header("Connection") == "close");
  CHECK(reply.Header("Keep-Alive").empty());
  CHECK(client.ReadToEnd().empty());
}

TEST_CASE("transport: replies are never compressed", "[http][e2e]") {
  const auto type = GENERATE("application/json; charset=UTF-8", "application/json", "text/html");
  const std::string body(4000, 'x');
  const RunningServer running([&](const api::Request&) {
    return api::Reply{.status = 200, .body = body, .content_type = type};
  });
  const RawReply reply = running.SendAndReceive(Get("/", "Accept-Encoding: br, gzip\r\n"));
  CHECK(reply.Header("Content-Encoding").empty());
  CHECK(reply.Header("Content-Type") == type);
  CHECK(reply.body == body);
}

TEST_CASE("transport: range requests are ignored", "[http][e2e]") {
  const RawReply reply = RunningServer().SendAndReceive(Get("/", "Range: bytes=0-1\r\n"));
  CHECK(reply.status == 200);
  CHECK(reply.body == "GET / []");
}

TEST_CASE("transport: the JSON content type has a charset", "[http][e2e]") {
  CHECK(RunningServer().SendAndReceive(Get("/")).Header("Content-Type") ==
        "application/json; charset=UTF-8");
}

TEST_CASE("transport: a small reply arrives in one piece", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  for (int i = 0; i < 100; ++i) {
    client.Send(Get("/"));
    REQUIRE(client.ReadSome().ends_with("\r\n\r\nGET / []"));
  }
}

TEST_CASE("transport: an exception becomes a 500 envelope without details", "[http][e2e]") {
  const RunningServer running([](const api::Request& request) -> api::Reply {
    if (request.target == "/number") throw 7;
    if (request.target == "/error") throw std::runtime_error("secret");
    return Echo(request);
  });
  RawSocket client = running.Connect();
  for (const char* const target : {"/error", "/number"}) {
    client.Send(Get(target));
    const RawReply reply = client.ReadReply();
    CHECK(reply.status == 500);
    CHECK(reply.head.find("EXCEPTION") == std::string::npos);
    CHECK(reply.head.find("secret") == std::string::npos);
    CHECK(reply.Header("Content-Type") == "application/json; charset=UTF-8");
    CHECK(reply.body ==
          R"({"code":-1,"message":"The server failed while it handled this request.",)"
          R"("response":null})");
  }
  client.Send(Get("/fine"));
  CHECK(client.ReadReply().body == "GET /fine []");
}

}  // namespace portone::http
