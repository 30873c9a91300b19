// SPDX-License-Identifier: MIT
// The server as a proxy for the hosts that it stands in for: absolute targets, CONNECT, and TLS
// with both.
#include <string>

#include "http/tls_server.h"
#include "support/catch.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;
using testing::TlsPeer;

TEST_CASE("proxy: an absolute target of a served host is served here, also with https",
          "[http][e2e]") {
  const TlsServer server;
  const auto [target, destination] = GENERATE(table<std::string, std::string>({
      {"http://api.iamport.kr/payments?a=1", "http api.iamport.kr [] /payments?a=1"},
      {"https://api.iamport.kr/payments", "https api.iamport.kr [] /payments"},
      {"HTTPS://API.iamport.kr:8443/x", "https API.iamport.kr:8443 [] /x"},
  }));
  CHECK(server.running.SendAndReceive(Get(target)).body == "GET " + destination + " []");
}

TEST_CASE("proxy: a tunnel to a served host ends here, with TLS or without", "[http][e2e]") {
  const TlsServer server;
  TlsPeer tls = server.Connect(server.OpenTunnel("api.iamport.kr:443"));
  REQUIRE(tls.error() == "");
  CHECK(tls.SendAndReceive(Get("/1")).body == "GET https x [api.iamport.kr] /1 []");
  CHECK(tls.SendAndReceive(Get("/2")).body == "GET https x [api.iamport.kr] /2 []");
  RawSocket plain = server.OpenTunnel("api.iamport.kr:80");
  plain.Send(Get("/3"));
  CHECK(plain.ReadReply().body == "GET http x [api.iamport.kr] /3 []");
}

TEST_CASE("proxy: a ClientHello without SNI gets the certificate for the tunnel's host",
          "[http][e2e]") {
  const TlsServer server;
  const TlsPeer client = server.Connect(server.OpenTunnel("api.iamport.kr:443"),
                                        {.name = "", .expected = "api.iamport.kr"});
  CHECK(client.error() == "");
  CHECK(client.certificate_names() == "DNS:api.iamport.kr");
}

TEST_CASE("proxy: requests in a tunnel are for the tunnel's host, whatever its SNI",
          "[http][e2e]") {
  const TlsServer server;
  TlsPeer client = server.Connect(server.OpenTunnel("api.iamport.kr:443"), {.name = "localhost"});
  CHECK(client.SendAndReceive(Get("/")).body == "GET https x [api.iamport.kr] / []");
}

TEST_CASE("proxy: a tunnel's first bytes may come with the request for it", "[http][e2e]") {
  const TlsServer server;
  RawSocket client = server.running.Connect();
  client.Send(MakeConnectRequest("api.iamport.kr:80") + Get("/1"));
  CHECK(client.ReadUntil("\r\n\r\n") == "HTTP/1.1 200 Connection established\r\n\r\n");
  CHECK(client.ReadReply().body == "GET http x [api.iamport.kr] /1 []");
}

TEST_CASE("proxy: a tunnel may be requested with HTTP/1.0, and over TLS", "[http][e2e]") {
  const TlsServer server;
  RawSocket http10 = server.running.Connect();
  http10.Send("CONNECT api.iamport.kr:443 HTTP/1.0\r\n\r\n");
  CHECK(http10.ReadUntil("\r\n\r\n") == "HTTP/1.1 200 Connection established\r\n\r\n");
  CHECK(server.Connect(std::move(http10)).SendAndReceive(Get("/")).status == 200);
  TlsPeer secure = server.Connect({.name = "localhost"});
  CHECK(secure.SendAndReceive(MakeConnectRequest("api.iamport.kr:80")).status == 200);
  CHECK(secure.SendAndReceive(Get("/")).body == "GET http x [api.iamport.kr] / []");
}

TEST_CASE("proxy: the machine's own names are served at the server's own ports only",
          "[http][e2e]") {
  const TlsServer server;
  const std::string own = "http://localhost:" + std::to_string(server.running.port) + "/a";
  CHECK(server.running.SendAndReceive(Get(own)).status == 200);
  CHECK(server.running.SendAndReceive(Get("http://localhost:1/a")).status == 403);
  CHECK(server.running.SendAndReceive(Get("http://localhost/a")).status == 403);
}

TEST_CASE("proxy: any other host is refused, and the message names the option", "[http][e2e]") {
  const TlsServer server;
  const std::string request = GENERATE(MakeConnectRequest("shop.example:443"),
                                       Get("http://shop.example/a"), Get("https://shop.example/a"));
  RawSocket client = server.running.Connect();
  client.Send(request);
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == 403);
  CHECK(reply.body ==
        R"({"code":-1,"message":"This proxy does not connect to shop.example: add it to NO_PROXY, )"
        R"(or start the emulator with --proxy-passthrough shop.example.","response":null})");
  client.Send(Get("/next"));
  CHECK(client.ReadReply().status == 200);
}

TEST_CASE("proxy: a target that is not a host and port is refused", "[http][e2e]") {
  const TlsServer server;
  const std::string target =
      GENERATE("api.iamport.kr", "api.iamport.kr:", "api.iamport.kr:0", "api.iamport.kr:65536",
               "http://api.iamport.kr/", "/", "a:1/b", "user@api.iamport.kr:443", ":443", "[::1]");
  CAPTURE(target);
  CHECK(server.running.SendAndReceive(MakeConnectRequest(target)).status == 400);
}

TEST_CASE("proxy: a tunnel within a tunnel is refused", "[http][e2e]") {
  const TlsServer server;
  RawSocket client = server.OpenTunnel("api.iamport.kr:80");
  client.Send(MakeConnectRequest("api.iamport.kr:80"));
  CHECK(client.ReadReply().status == 405);
}

TEST_CASE("proxy: a server without proxy rules refuses to act as a proxy", "[http][e2e]") {
  CHECK(RunningServer().SendAndReceive(MakeConnectRequest("api.iamport.kr:443")).status == 405);
}

}  // namespace
}  // namespace portone::http
