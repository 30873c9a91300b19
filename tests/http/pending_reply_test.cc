// SPDX-License-Identifier: MIT
// Replies that are delivered later: by whom, what ends the wait, and what happens when the peer
// leaves.
#include "api/pending_reply.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "http/running_server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

template <class T>
T AwaitValue(std::promise<T>& promise) {
  std::future<T> future = promise.get_future();
  REQUIRE(future.wait_for(kSocketTimeout) == std::future_status::ready);
  return future.get();
}

/// One pending reply, and what the server does with it.
struct PendingReplyControl {
  std::promise<api::PendingReply::Deliver> started;
  std::promise<std::string> ended;  // "expired", "abandoned"

  api::Reply MakeReply(std::optional<std::chrono::milliseconds> timeout = std::nullopt) {
    auto pending = std::make_shared<api::PendingReply>();
    pending->start = [this](const api::PendingReply::Deliver& deliver) {
      started.set_value(deliver);
    };
    pending->expire = [this] { ended.set_value("expired"); };
    pending->abandon = [this] { ended.set_value("abandoned"); };
    pending->timeout = timeout;
    return {.body = "", .pending = std::move(pending)};
  }
};

api::Reply MakeText(std::string body) {
  return {.body = std::move(body)};
}

}  // namespace

TEST_CASE("pending reply: it is sent once it is delivered, and the connection stays usable",
          "[http][e2e]") {
  PendingReplyControl pending;
  const bool on_loop = GENERATE(false, true);
  CAPTURE(on_loop);
  const auto handle = [&](const api::Request& request) {
    return request.target == "/later" ? pending.MakeReply() : Echo(request);
  };
  ServerHooks hooks;
  if (on_loop) hooks.try_handle = [&](const api::Request& r) { return api::TryResult{handle(r)}; };
  const RunningServer running(handle, {}, hooks);
  RawSocket client = running.Connect();
  client.Send(Get("/later") + Get("/next"));
  const auto deliver = AwaitValue(pending.started);
  CHECK(running.SendAndReceive(Get("/other")).body == "GET /other []");  // others are not delayed
  std::thread delivery([&] { deliver(MakeText("at last")); });
  CHECK(client.ReadReply().body == "at last");
  CHECK(client.ReadReply().body == "GET /next []");
  delivery.join();
}

TEST_CASE("pending reply: a reply that is delivered at once is sent at once", "[http][e2e]") {
  const RunningServer running([](const api::Request&) {
    auto pending = std::make_shared<api::PendingReply>();
    pending->start = [](const api::PendingReply::Deliver& deliver) { deliver(MakeText("now")); };
    return api::Reply{.body = "", .pending = std::move(pending)};
  });
  CHECK(running.SendAndReceive(Get("/")).body == "now");
}

TEST_CASE("pending reply: it expires after its timeout", "[http][e2e]") {
  PendingReplyControl pending;
  const RunningServer running(
      [&](const api::Request&) { return pending.MakeReply(std::chrono::milliseconds{1}); });
  RawSocket client = running.Connect();
  client.Send(Get("/"));
  const auto deliver = AwaitValue(pending.started);
  CHECK(AwaitValue(pending.ended) == "expired");
  deliver(MakeText("too late"));
  CHECK(client.ReadReply().body == "too late");
}

TEST_CASE("pending reply: it is abandoned when the peer leaves", "[http][e2e]") {
  PendingReplyControl pending;
  std::promise<int> status;
  ServerHooks hooks;
  hooks.access = [&](const AccessLine& line) { status.set_value(line.status); };
  const RunningServer running([&](const api::Request&) { return pending.MakeReply(); }, {}, hooks);
  {
    RawSocket client = running.Connect();
    client.Send(Get("/"));
    AwaitValue(pending.started)(MakeText("delivered while the peer is there"));
    CHECK(client.ReadReply().status == 200);
    CHECK(AwaitValue(status) == 200);
    pending.started = {};
    status = {};
    client.Send(Get("/"));
    pending.started.get_future().wait();
  }
  CHECK(AwaitValue(pending.ended) == "abandoned");
  CHECK(AwaitValue(status) == 0);
}

TEST_CASE("pending reply: a reply that is delivered after the peer has left is dropped",
          "[http][e2e]") {
  PendingReplyControl pending;
  const RunningServer running([&](const api::Request& request) {
    return request.target == "/" ? pending.MakeReply() : Echo(request);
  });
  api::PendingReply::Deliver deliver;
  {
    RawSocket client = running.Connect();
    client.Send(Get("/"));
    deliver = AwaitValue(pending.started);
  }
  CHECK(AwaitValue(pending.ended) == "abandoned");
  deliver(MakeText("nobody reads this"));
  CHECK(running.SendAndReceive(Get("/a")).status == 200);
}

TEST_CASE("pending reply: it expires when the server stops", "[http][e2e]") {
  PendingReplyControl pending;
  RunningServer running([&](const api::Request&) { return pending.MakeReply(); });
  RawSocket client = running.Connect();
  client.Send(Get("/"));
  const auto deliver = AwaitValue(pending.started);
  std::thread stopping([&] { running.server.Stop(); });
  CHECK(AwaitValue(pending.ended) == "expired");
  deliver(MakeText("last"));
  CHECK(client.ReadReply().body == "last");
  stopping.join();
}

}  // namespace portone::http
