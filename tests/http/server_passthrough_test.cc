// SPDX-License-Identifier: MIT
// The proxy's connections to other servers: only to those that an option names, and with limits.
#include <atomic>
#include <string>

#include "http/tls_server.h"
#include "support/catch.h"

namespace portone::http {
namespace {

using testing::ClosedPort;
using testing::RawReceiver;
using testing::RawReply;
using testing::RawSocket;
using testing::SilentPort;

std::string MakeAuthority(int port) {
  return "127.0.0.1:" + std::to_string(port);
}

TEST_CASE("passthrough: a tunnel forwards the bytes and the end of both directions",
          "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"127.0.0.1"}});
  std::string received;
  {
    const RawReceiver receiver([&](RawSocket& socket) {
      socket.Send("hello ");
      received = socket.ReadUntil("end\n");
      socket.Send("goodbye");
    });
    RawSocket client = server.OpenTunnel(MakeAuthority(receiver.port()));
    client.Send("some bytes, end\n");
    CHECK(client.ReadToEnd() == "hello goodbye");
  }
  CHECK(received == "some bytes, end\n");
}

TEST_CASE("passthrough: bytes sent before the tunnel is open are forwarded, too", "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"127.0.0.1"}});
  const RawReceiver receiver([&](RawSocket& socket) { socket.Send(socket.ReadUntil("\n")); });
  RawSocket client = server.running.Connect();
  client.Send(MakeConnectRequest(MakeAuthority(receiver.port())) + "early\n");
  CHECK(client.ReadToEnd() == "HTTP/1.1 200 Connection established\r\n\r\nearly\n");
}

TEST_CASE("passthrough: a slow reader stops the writer, and loses nothing", "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"127.0.0.1"}});
  constexpr std::size_t kSize = std::size_t{24} << 20;
  std::atomic<std::size_t> sent = 0;
  const RawReceiver receiver([&](RawSocket& socket) {
    const std::string chunk(std::size_t{1} << 16, 'x');
    while (sent < kSize && socket.Send(chunk))
      sent += chunk.size();
  });
  RawSocket client = server.OpenTunnel(MakeAuthority(receiver.port()));
  CHECK(server.running.SendAndReceive(Get("/meanwhile")).status == 200);
  CHECK(sent < kSize);  // the buffers of four sockets and a relay hold less
  CHECK(client.ReadToEnd().size() == kSize);
}

TEST_CASE("passthrough: a plain request is forwarded in origin form", "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"127.0.0.1"}});
  std::string request;
  std::string expected;
  std::string reply;
  {
    const RawReceiver receiver([&](RawSocket& socket) {
      request = socket.ReadUntil("body");
      socket.Send("HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    });
    const std::string authority = MakeAuthority(receiver.port());
    RawSocket client = server.running.Connect();
    client.Send("POST http://" + authority +
                "/a?b=c HTTP/1.1\r\nHost: other\r\nX-One: 1\r\nProxy-Connection: keep-alive\r\n"
                "Connection: X-Hop\r\nX-Hop: 2\r\nContent-Length: 4\r\n\r\nbody");
    reply = client.ReadToEnd();
    expected = "POST /a?b=c HTTP/1.1\r\nHost: " + authority +
               "\r\nX-One: 1\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody";
  }
  CHECK(request == expected);
  CHECK(reply == "HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
}

TEST_CASE("passthrough: a pattern never matches this machine", "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"*"}});
  const std::string host =
      GENERATE("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1.2.3");
  CAPTURE(host);
  const RawReply reply = server.running.SendAndReceive(
      MakeConnectRequest(host + ":" + std::to_string(server.running.port)));
  CHECK(reply.status == 403);
  CHECK_THAT(reply.body, Catch::Contains(host + " is this machine"));
}

TEST_CASE("passthrough: a server that refuses or is not found gives 502 with the reason",
          "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"127.0.0.1", "no.such.host.invalid"}});
  const ClosedPort closed;
  const RawReply refused =
      server.running.SendAndReceive(MakeConnectRequest(MakeAuthority(closed.port())));
  CHECK(refused.status == 502);
  CHECK_THAT(refused.body, Catch::Contains("cannot connect to 127.0.0.1: connection refused."));
  const RawReply not_found =
      server.running.SendAndReceive(MakeConnectRequest("no.such.host.invalid:443"));
  CHECK(not_found.status == 502);
  CHECK_THAT(not_found.body, Catch::Contains("no.such.host.invalid: host not found."));
}

TEST_CASE("passthrough: a server that does not accept the connection times out", "[http][e2e]") {
  const TlsServer server({.stall_timeout = std::chrono::milliseconds{100}},
                         {.passthrough_hosts = {"127.0.0.1"}});
  const SilentPort silent;
  const RawReply reply =
      server.running.SendAndReceive(MakeConnectRequest(MakeAuthority(silent.port())));
  CHECK(reply.status == 502);
  CHECK_THAT(reply.body, Catch::Contains("not connected within 100 ms"));
}

TEST_CASE("passthrough: an idle tunnel is closed", "[http][e2e]") {
  const TlsServer server({.stall_timeout = std::chrono::milliseconds{100},
                          .tunnel_idle_timeout = std::chrono::milliseconds{200}},
                         {.passthrough_hosts = {"127.0.0.1"}});
  const RawReceiver receiver([](RawSocket& socket) { socket.AwaitEnd(); });
  const RawSocket client = server.OpenTunnel(MakeAuthority(receiver.port()));
  CHECK(client.AwaitEnd());
}

TEST_CASE("passthrough: stopping the server ends its tunnels", "[http][e2e]") {
  TlsServer server({}, {.passthrough_hosts = {"127.0.0.1"}});
  const RawReceiver receiver([](RawSocket& socket) { socket.AwaitEnd(); });
  const RawSocket client = server.OpenTunnel(MakeAuthority(receiver.port()));
  server.running.server.Stop();
  CHECK(client.AwaitEnd());
}

TEST_CASE("passthrough: an https URL without a tunnel is refused", "[http][e2e]") {
  const TlsServer server({}, {.passthrough_hosts = {"shop.example"}});
  const RawReply reply = server.running.SendAndReceive(Get("https://shop.example/"));
  CHECK(reply.status == 501);
  CHECK_THAT(reply.body, Catch::Contains("the client has to use CONNECT"));
}

}  // namespace
}  // namespace portone::http
