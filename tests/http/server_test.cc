// SPDX-License-Identifier: MIT
// The server's hooks, concurrent clients and shutdown.
#include "http/server.h"

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "http/running_server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

}  // namespace

TEST_CASE("transport: the access hook gets the request without its query", "[http][e2e]") {
  std::vector<std::string> lines;
  ServerHooks hooks;
  hooks.access = [&](const AccessLine& line) { lines.push_back(FormatAccessLine(line)); };
  RunningServer running([](const api::Request&) { return api::Reply{.status = 404, .body = "{}"}; },
                        {}, hooks);
  RawSocket client = running.Connect();
  client.Send(Get("/a?token=secret") + "nonsense\r\n\r\n");
  client.ReadToEnd();
  running.server.Stop();
  CHECK(lines == std::vector<std::string>{"GET /a 404", "- - 400"});
}

TEST_CASE("transport: the sent callback runs after the client has the reply", "[http][e2e]") {
  std::promise<void> received;
  std::promise<std::string> result;
  const RunningServer running([&](const api::Request& request) {
    api::Reply reply = Echo(request);
    reply.on_finished = [&] {
      const bool first =
          received.get_future().wait_for(kSocketTimeout) == std::future_status::ready;
      result.set_value(first ? "after" : "called before the reply was sent");
    };
    return reply;
  });
  RawSocket client = running.Connect();
  client.Send(Get("/a"));
  REQUIRE(client.ReadReply().status == 200);
  received.set_value();
  CHECK(result.get_future().get() == "after");
}

TEST_CASE("transport: the sent callback runs even if the client has disconnected", "[http][e2e]") {
  std::promise<void> received;
  std::promise<void> gone;
  std::promise<void> sent;
  const RunningServer running([&](const api::Request& request) {
    received.set_value();
    gone.get_future().wait();
    api::Reply reply = Echo(request);
    reply.on_finished = [&] { sent.set_value(); };
    return reply;
  });
  {
    RawSocket client = running.Connect();
    client.Send(Get("/a"));
    received.get_future().wait();
  }
  gone.set_value();
  CHECK(sent.get_future().wait_for(kSocketTimeout) == std::future_status::ready);
}

TEST_CASE("transport: stopping closes idle connections and is idempotent", "[http][e2e]") {
  RunningServer running;
  std::vector<RawSocket> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(running.Connect());
    clients.back().Send(i % 2 == 0 ? Get("/") : "GET / HTTP/1.1\r\nHalf: ");
    if (i % 2 == 0) REQUIRE(clients.back().ReadReply().status == 200);
  }
  std::thread other([&] { running.server.Stop(); });
  running.server.Stop();
  running.server.Stop();
  other.join();
  for (RawSocket& client : clients)
    CHECK(client.ReadToEnd().empty());
  CHECK_THROWS(running.Connect());
}

TEST_CASE("transport: stopping lets a running request finish", "[http][e2e]") {
  std::promise<void> entered;
  std::promise<void> proceed;
  RunningServer running(
      [&](const api::Request& request) {
        entered.set_value();
        proceed.get_future().wait_for(kSocketTimeout);
        api::Reply reply = Echo(request);
        reply.body += std::string(16 << 20, 'x');  // more than the socket buffers hold
        return reply;
      },
      {.stop_grace = kSocketTimeout});
  RawSocket idle = running.Connect();
  RawSocket client = running.Connect();
  client.Send(Get("/slow"));
  entered.get_future().wait();
  std::thread stopping([&] { running.server.Stop(); });
  CHECK(idle.ReadToEnd().empty());  // the server is stopping now
  proceed.set_value();
  const RawReply reply = client.ReadReply();
  stopping.join();
  CHECK(reply.status == 200);
  CHECK(reply.body.size() == (16U << 20U) + std::string_view("GET /slow []").size());
}

TEST_CASE("transport: a server that was stopped before it started does not start", "[http][e2e]") {
  Server server({}, Echo);
  server.Stop();
  CHECK_THROWS_WITH(server.Start(), "cannot listen on 127.0.0.1:0: the server was stopped");
  server.Stop();
}

TEST_CASE("transport: many clients at once are served", "[http][e2e]") {
  const RunningServer running;
  std::atomic<int> succeeded = 0;
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&, i] {
      for (int k = 0; k < 10; ++k) {
        const std::string target = "/" + std::to_string(i) + "/" + std::to_string(k);
        if (running.SendAndReceive(Get(target)).body == "GET " + target + " []") ++succeeded;
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(succeeded == 160);
}

}  // namespace portone::http
