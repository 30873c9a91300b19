// SPDX-License-Identifier: MIT
// TLS on the port of plain HTTP: real sockets, a client of OpenSSL's.
#include <string>
#include <vector>

#include "http/tls_server.h"
#include "support/catch.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;
using testing::TlsPeer;

TEST_CASE("tls: both versions are served on the port of plain HTTP", "[http][e2e]") {
  const TlsServer server;
  const bool is_tls12 = GENERATE(false, true);
  TlsPeer client = server.Connect({.is_tls12 = is_tls12});
  REQUIRE(client.error() == "");
  CHECK(client.version() == (is_tls12 ? "TLSv1.2" : "TLSv1.3"));
  CHECK(client.SendAndReceive(Get("/one")).body == "GET https x [api.iamport.kr] /one []");
  CHECK(client.SendAndReceive(MakeRequestWithBody("POST", "two")).body ==
        "POST https x [api.iamport.kr] /p [two]");
  CHECK(server.running.SendAndReceive(Get("/plain")).body == "GET http x [] /plain []");
}

TEST_CASE("tls: each name gets its own certificate, a ClientHello without SNI the shared one",
          "[http][e2e]") {
  const TlsServer server;
  CHECK(server.Connect({.name = "localhost"}).certificate_names() == "DNS:localhost");
  CHECK(server.Connect({.name = "API.iamport.KR"}).certificate_names() == "DNS:api.iamport.kr");
  const TlsPeer unnamed = server.Connect({.name = "", .expected = "127.0.0.1"});
  CHECK(unnamed.error() == "");
  CHECK(unnamed.certificate_names() == "DNS:api.iamport.kr, DNS:localhost, IP Address:127.0.0.1");
}

TEST_CASE("tls: a client refuses the certificate for a wrong name, or of an untrusted authority",
          "[http][e2e]") {
  const TlsServer server;
  const TlsPeer unknown = server.Connect({.name = "shop.example"});
  CHECK_THAT(unknown.error(), Catch::Contains("hostname mismatch"));
  CHECK_THAT(server.Connect({.name = "localhost", .expected = "api.iamport.kr"}).error(),
             Catch::Contains("hostname mismatch"));
  const TlsServer other;
  const TlsPeer distrusting(server.running.Connect(), {.ca_pem = other.ca_pem()});
  CHECK_FALSE(distrusting.is_connected());
}

TEST_CASE("tls: HTTP/1.1 is negotiated, and a client without it gets an alert", "[http][e2e]") {
  const TlsServer server;
  CHECK(server.Connect({.protocols = {"h2", "http/1.1"}}).protocol() == "http/1.1");
  CHECK(server.Connect().protocol() == "");
  CHECK_THAT(server.Connect({.protocols = {"h2"}}).error(),
             Catch::Contains("alert no application protocol"));
}

TEST_CASE("tls: requests with one byte per record are read", "[http][e2e]") {
  const TlsServer server;
  testing::TlsPeer client = server.Connect();
  std::string request;
  for (int i = 0; i < 3; ++i)
    request += Get("/" + std::to_string(i));
  for (const char byte : request)
    REQUIRE(client.Send({&byte, 1}));
  for (int i = 0; i < 3; ++i)
    CHECK(client.ReadReply().body == "GET https x [api.iamport.kr] /" + std::to_string(i) + " []");
}

TEST_CASE("tls: bodies larger than any buffer arrive whole in both directions", "[http][e2e]") {
  const TlsServer server({.max_body_bytes = std::size_t{8} << 20}, {}, Echo);
  std::string body(std::size_t{5} << 20, 'x');
  for (std::size_t i = 0; i < body.size(); ++i)
    body[i] = static_cast<char>('a' + i * 7 % 23);
  TlsPeer client = server.Connect();
  REQUIRE(client.Send(MakeRequestWithBody("POST", body)));
  CHECK(client.ReadReply().body == "POST /p [" + body + "]");
}

TEST_CASE("tls: a broken handshake gets an alert, then the connection is closed", "[http][e2e]") {
  const TlsServer server;
  const std::string bytes =
      GENERATE(std::string("\x16\x03\x01\x00\x05hello", 10),
               std::string("\x16GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
               std::string("\x16\x03\x01\xff\xff") + std::string(70'000, 'x'));
  RawSocket client = server.running.Connect();
  client.Send(bytes);
  const std::string reply = client.ReadToEnd();
  REQUIRE(reply.size() == 7);
  CHECK(reply[0] == 0x15);  // a record with an alert
}

TEST_CASE("tls: half-open and slow handshakes do not delay others, and time out like slow heads",
          "[http][e2e]") {
  const TlsServer server({.stall_timeout = std::chrono::milliseconds{200}, .loops = 1});
  std::vector<RawSocket> stalled;
  for (int i = 0; i < 20; ++i) {
    stalled.push_back(server.running.Connect());
    stalled.back().Send(std::string("\x16\x03\x01\x02\x00\x01", i % 2 == 0 ? 1 : 6));
  }
  CHECK(server.Connect().SendAndReceive(Get("/")).status == 200);
  CHECK(server.running.SendAndReceive(Get("/")).status == 200);
  for (const RawSocket& client : stalled)
    CHECK(client.AwaitEnd());
}

TEST_CASE("tls: a server that stops does not wait for handshakes", "[http][e2e]") {
  TlsServer server;
  RawSocket client = server.running.Connect();
  client.Send("\x16\x03\x01");
  server.running.server.Stop();
  CHECK(client.AwaitEnd());
}

TEST_CASE("tls: a thousand handshakes succeed", "[http][e2e]") {
  const TlsServer server;
  int served = 0;
  for (int i = 0; i < 1'000; ++i)
    served += server.Connect().SendAndReceive(Get("/")).status == 200 ? 1 : 0;
  CHECK(served == 1'000);
}

TEST_CASE("tls: a connection is closed with close_notify", "[http][e2e]") {
  const TlsServer server;
  TlsPeer client = server.Connect();
  CHECK(client.SendAndReceive(Get("/", "Connection: close\r\n")).status == 200);
  CHECK(client.ReadToEnd().empty());
  CHECK(client.is_closed_cleanly());
}

TEST_CASE("tls: a ClientHello on a connection that began with HTTP closes it", "[http][e2e]") {
  const TlsServer server;
  RawSocket client = server.running.Connect();
  client.Send(Get("/1"));
  CHECK(client.ReadReply().status == 200);
  client.Send("\x16\x03\x01");
  CHECK(client.AwaitEnd());
}

}  // namespace
}  // namespace portone::http
