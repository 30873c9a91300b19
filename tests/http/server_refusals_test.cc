// SPDX-License-Identifier: MIT
// Replies to malformed, oversized or stalling requests.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <utility>
#include <vector>

#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

/// Checks that `reply` is a refusal by the transport in the API's envelope.
void CheckRefusal(const RawReply& reply, int status) {
  CHECK(reply.status == status);
  CHECK(reply.Header("Content-Type") == "application/json; charset=UTF-8");
  CHECK(reply.Header("Connection") == "close");
  CHECK(reply.Header("Keep-Alive").empty());
  CHECK(reply.body.starts_with(R"({"code":-1,"message":")"));
  CHECK(reply.body.ends_with(R"(.","response":null})"));
}

}  // namespace

TEST_CASE("transport: a body of the maximum size is accepted, one byte more is not",
          "[http][e2e]") {
  const RunningServer running(Echo, {.max_body_bytes = 1000});
  CHECK(running.SendAndReceive(MakeRequestWithBody("POST", std::string(1000, 'x'))).status == 200);
  CheckRefusal(running.SendAndReceive(MakeRequestWithBody("POST", std::string(1001, 'x'))), 413);
  CHECK(running.SendAndReceive(PostChunked("3e8\r\n" + std::string(1000, 'x') + "\r\n0\r\n\r\n"))
            .status == 200);
  CheckRefusal(running.SendAndReceive(
                   PostChunked("3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n")),
               413);
}

TEST_CASE("transport: a body declared too large is refused before it is sent", "[http][e2e]") {
  const auto announcement = GENERATE("Content-Length: 99999999999\r\n",
                                     "Expect: 100-continue\r\nContent-Length: 99999999999\r\n");
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send("POST /p HTTP/1.1\r\nHost: x\r\n" + std::string(announcement) + "\r\n");
  CheckRefusal(client.ReadReply(), 413);
  CHECK(client.ReadToEnd().empty());
}

TEST_CASE("transport: a client still sending an oversized body gets the refusal", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  CHECK(client.Send(MakeRequestWithBody("POST", std::string(8 << 20, 'x'))));
  CheckRefusal(client.ReadReply(), 413);
  char byte = 0;
  CHECK(::recv(client.fd(), &byte, 1, 0) == 0);  // closed cleanly, not reset
}

TEST_CASE("transport: bytes after a refused request are not parsed as another one", "[http][e2e]") {
  const auto refused = GENERATE("nonsense\r\n\r\n", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
                                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
  std::vector<std::string> targets;
  RunningServer running(
      [&](const api::Request& request) {
        targets.push_back(request.target);
        return Echo(request);
      },
      {.max_connections = 1});
  running.SendAndReceive(refused + Get("/smuggled"));
  running.SendAndReceive(Get("/next"));  // served once the previous connection is finished
  running.server.Stop();
  CHECK(targets == std::vector<std::string>{"/next"});
}

TEST_CASE("transport: the body limit may depend on the request", "[http][e2e]") {
  ServerOptions options;
  options.body_limit = [](const api::Request& head) -> std::size_t {
    return head.method == "PUT" ? 10 : 5;
  };
  const RunningServer running(Echo, std::move(options));
  CHECK(running.SendAndReceive(MakeRequestWithBody("PUT", "1234567890")).status == 200);
  CheckRefusal(running.SendAndReceive(MakeRequestWithBody("POST", "1234567890")), 413);
}

TEST_CASE("transport: an exception in the body limit gives 500", "[http][e2e]") {
  ServerOptions options;
  options.body_limit = [](const api::Request&) -> std::size_t { throw std::runtime_error("no"); };
  const RunningServer running(Echo, std::move(options));
  CheckRefusal(running.SendAndReceive(MakeRequestWithBody("POST", "1")), 500);
}

TEST_CASE("transport: malformed requests get a refusal in the envelope", "[http][e2e]") {
  const auto [bytes, status] = GENERATE(table<std::string, int>({
      {"nonsense\r\n\r\n", 400},
      {"GET /\r\n\r\n", 400},
      {"GET / HTTP/3.0\r\n\r\n", 400},
      {"FETCH / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405},
      {"GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(9000, 'x') + "\r\n\r\n", 400},
      {"GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", 415},
      {PostChunked("zz\r\n"), 400},
      {PostChunked("-1\r\n"), 400},
      {PostChunked("3\r\nabcd\r\n0\r\n\r\n"), 400},
  }));
  CAPTURE(bytes.substr(0, 100));
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(bytes);
  CheckRefusal(client.ReadReply(), status);
  CHECK(client.ReadToEnd().empty());
}

TEST_CASE("transport: too many headers are refused and the server keeps running", "[http][e2e]") {
  const RunningServer running;
  std::string lines;
  for (int i = 0; i < 10'000; ++i)
    lines += "A: b\r\n";
  std::string megabytes;
  for (int i = 0; i < 1000; ++i)
    megabytes += "A: " + std::string(4000, 'x') + "\r\n";
  CheckRefusal(running.SendAndReceive("GET / HTTP/1.1\r\nHost: x\r\n" + lines), 431);
  CheckRefusal(running.SendAndReceive("GET / HTTP/1.1\r\nHost: x\r\n" + megabytes), 431);
  CheckRefusal(running.SendAndReceive("GET /" + std::string(4 << 20, 'x')), 431);
  CheckRefusal(
      running.SendAndReceive("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(4 << 20, 'x')), 431);
  CHECK(running.SendAndReceive(Get("/fine")).status == 200);
}

TEST_CASE("transport: the head limit applies to each request", "[http][e2e]") {
  const RunningServer running(Echo, {.max_head_bytes = 200, .max_head_lines = 4});
  RawSocket client = running.Connect();
  for (int i = 0; i < 10; ++i) {
    client.Send(Get("/", "A: " + std::string(100, 'x') + "\r\n"));
    REQUIRE(client.ReadReply().status == 200);
  }
}

TEST_CASE("transport: unlimited chunk extensions and trailers are refused", "[http][e2e]") {
  std::string trailers = "0\r\n";
  for (int i = 0; i < 10'000; ++i)
    trailers += "A: b\r\n";
  const RunningServer running;
  CheckRefusal(running.SendAndReceive(PostChunked("3;" + std::string(1 << 20, 'x'))), 400);
  CheckRefusal(running.SendAndReceive(PostChunked("3\r\nabc" + std::string(1 << 20, 'x'))), 400);
  CheckRefusal(running.SendAndReceive(PostChunked("0\r\nA: " + std::string(1 << 20, 'x'))), 400);
  CheckRefusal(running.SendAndReceive(PostChunked(trailers)), 400);
}

TEST_CASE("transport: a client that stalls within a request gets 408", "[http][e2e]") {
  const auto bytes = GENERATE("GET / HT", "GET / HTTP/1.1\r\nHost: ",
                              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc");
  const RunningServer running(Echo, {.stall_timeout = std::chrono::milliseconds(50)});
  CheckRefusal(running.SendAndReceive(bytes), 408);
}

TEST_CASE("transport: a request cut off by its client does not reach the handler", "[http][e2e]") {
  std::atomic<int> calls = 0;
  RunningServer running([&](const api::Request& request) {
    ++calls;
    return Echo(request);
  });
  {
    RawSocket client = running.Connect();
    client.Send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc");
    ::shutdown(client.fd(), SHUT_WR);
    CHECK(client.ReadToEnd().empty());
  }
  running.server.Stop();
  CHECK(calls == 0);
}

}  // namespace portone::http
