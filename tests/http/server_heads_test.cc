// SPDX-License-Identifier: MIT
// How the heads of requests are read: RFC 9110 and 9112, and where two parsers might differ.
#include <string>
#include <string_view>
#include <sys/socket.h>

#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using namespace std::string_literals;
using testing::RawReply;
using testing::RawSocket;

/// Replies with all headers of the request: "name=value;".
api::Reply EchoHeaders(const api::Request& request) {
  api::Reply reply;
  for (const HttpHeader& header : request.headers)
    reply.body += header.name + "=" + header.value + ";";
  return reply;
}

/// Whether the connection is still usable after the previous request and its reply.
bool IsOpen(RawSocket& client) {
  return client.Send(Get("/next")) && client.ReadReply().body == "GET /next []";
}

}  // namespace

TEST_CASE("transport: a head that two parsers might read differently is refused and closed",
          "[http][e2e]") {
  const auto [bytes, status] = GENERATE(table<std::string, int>({
      // Names, values and lines.
      {Post("Content-Length : 3\r\n", "abc"), 400},
      {Post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400},
      {Post(" folded: first\r\n"), 400},
      {Post("A: b\r\n folded\r\n"), 400},
      {Post("A: b\r\n\tfolded\r\n"), 400},
      {Post("Content-Length:\r\n 3\r\n", "abc"), 400},
      {Post("Content-Length: 3\n", "abc"), 400},
      {"GET / HTTP/1.1\nHost: x\n\n", 400},
      {Get("/", "A: b\rc\r\n"), 400},
      {Get("/", "A: b\0c\r\n"s), 400},
      {Get("/", "A\0b: c\r\n"s), 400},
      {Get("/", "A b: c\r\n"), 400},
      {Get("/", ": c\r\n"), 400},
      {Get("/", "no colon\r\n"), 400},
      // Length of the body.
      {Post("Content-Length: 3\r\nContent-Length: 4\r\n", "abc"), 400},
      {Post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
      {Post("Content-Length: 3, 3\r\n", "abc"), 400},
      {Post("Content-Length: +3\r\n", "abc"), 400},
      {Post("Content-Length: 0x3\r\n", "abc"), 400},
      {Post("Content-Length:\r\n", "abc"), 400},
      {Post("Content-Length: 99999999999999999999\r\n", "abc"), 400},
      {Post("Content-Length: %33\r\n", "abc"), 400},
      {Post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {Post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400},
      {Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {Post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {Post("Transfer-Encoding: %63hunked\r\n", "0\r\n\r\n"), 501},
      {Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
      {Post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), 501},
      {Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
      {Post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 501},
      {Post("Transfer-Encoding:\r\n", "0\r\n\r\n"), 501},
      {"POST /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      // Chunks.
      {PostChunked("3\nabc\n0\n\n"), 400},
      {PostChunked("3 \r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("0x3\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("+3\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("10000000000000003\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("fffffffffffffffe\r\nabc\r\n0\r\n\r\n"), 413},
      {PostChunked("3;a\n\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"), 400},
      {PostChunked("3;a=\"\0\"\r\nabc\r\n0\r\n\r\n"s), 400},
      {PostChunked("3\r\nabc\n\n0\r\n\r\n"), 400},
      {PostChunked("3\r\nabcXX0\r\n\r\n"), 400},
      {PostChunked("0\r\nXX\r\n\r\n"), 400},
      {PostChunked("0\r\nA: b\n\r\n\r\n"), 400},
      // Host.
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {Get("/", "Host: y\r\n"), 400},
      {Get("/", "host: x\r\n"), 400},
      // Request lines.
      {"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400},
      {" GET / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"get / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET / http/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400},
      {"GET / HTTP/1.10\r\nHost: x\r\n\r\n", 400},
      {"GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET http:///a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET / x\r\n\r\n", 400},
      {"GET /\r\n\r\n", 400},
      {"GET /a\tb HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /a\x7f HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", 405},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
  }));
  CAPTURE(bytes);
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(bytes + Get("/smuggled"));
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == status);
  CHECK(reply.Header("Connection") == "close");
  CHECK(client.ReadToEnd().empty());
}

TEST_CASE("transport: header values reach the handler byte for byte", "[http][e2e]") {
  const RunningServer running(EchoHeaders);
  CHECK(running.SendAndReceive(Get("/", "User-Agent: (100%25 sure; a%0d%0ab)\r\n")).body ==
        "Host=x;User-Agent=(100%25 sure; a%0d%0ab);");
  CHECK(running.SendAndReceive(Get("/", "A:  \t b \"c\"\t \r\nE:\r\n")).body ==
        "Host=x;A=b \"c\";E=;");
  CHECK(running.SendAndReceive(Get("/", "A: \xEA\xB9\x80\r\na: 2\r\n")).body ==
        "Host=x;A=\xEA\xB9\x80;a=2;");
}

TEST_CASE(
    "transport: the tokens of the Connection header are read one by one and case-insensitively",
    "[http][e2e]") {
  const auto [bytes, stays_open] = GENERATE(table<std::string, bool>({
      {Get("/"), true},
      {Get("/", "Connection: Close\r\n"), false},
      {Get("/", "Connection: close, TE\r\n"), false},
      {Get("/", "Connection: te , CLOSE\r\n"), false},
      {Get("/", "Connection: TE\r\nConnection: close\r\n"), false},
      {Get("/", "Connection: closed\r\n"), true},
      {Get("/", "Connection: keep-alive\r\n"), true},
      {"GET / HTTP/1.0\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nConnection: Keep-Alive, TE\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nHost: x\r\nConnection: upgrade\r\n\r\n", false},
  }));
  CAPTURE(bytes);
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(bytes);
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == 200);
  const bool is_http10 = bytes.find("HTTP/1.0") != std::string::npos;
  CHECK(reply.Header("Connection") == (!stays_open ? "close" : is_http10 ? "keep-alive" : ""));
  CHECK(IsOpen(client) == stays_open);
}

TEST_CASE("transport: the transfer coding is read case-insensitively", "[http][e2e]") {
  CHECK(RunningServer()
            .SendAndReceive(Post("TRANSFER-encoding: CHUNKED\r\n", "3\r\nabc\r\n0\r\n\r\n"))
            .body == "POST /p [abc]");
}

TEST_CASE("transport: a target in absolute form is accepted, and its authority is the host",
          "[http][e2e]") {
  const auto [target, handler_target] = GENERATE(table<std::string, std::string>({
      {"http://api.iamport.kr/payments?a=b://c", "/payments?a=b://c"},
      {"HTTP://api.iamport.kr", "/"},
      {"http://api.iamport.kr?a", "/?a"},
  }));
  CAPTURE(target);
  const RunningServer running([](const api::Request& request) {
    return api::Reply{.body = request.target + " " + std::string(request.FindHeader("Host"))};
  });
  CHECK(running.SendAndReceive(Get(target)).body == handler_target + " api.iamport.kr");
}

TEST_CASE("transport: OPTIONS * gets a reply without the handler", "[http][e2e]") {
  const RunningServer running;
  const RawReply reply = running.SendAndReceive("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.Header("Allow") == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  CHECK(reply.body.empty());
}

TEST_CASE("transport: empty lines before a request are skipped", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send("\r\n\r\n" + Get("/1") + "\r\n" + Get("/2"));
  CHECK(client.ReadReply().body == "GET /1 []");
  CHECK(client.ReadReply().body == "GET /2 []");
  client.Send(std::string(100, '\n'));
  CHECK(client.ReadReply().status == 400);
}

TEST_CASE("transport: a head is read however it is cut into pieces", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  const std::string bytes = "\r\n" + Get("/1", "A: b\r\n") + MakeRequestWithBody("POST", "two") +
                            PostChunked("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: r\r\n\r\n") + Get("/4");
  for (const char byte : bytes)
    client.Send({&byte, 1});
  CHECK(client.ReadReply().body == "GET /1 []");
  CHECK(client.ReadReply().body == "POST /p [two]");
  CHECK(client.ReadReply().body == "POST /p [abcde]");
  CHECK(client.ReadReply().body == "GET /4 []");
}

TEST_CASE("transport: an invalid range is ignored", "[http][e2e]") {
  const auto range = GENERATE("nonsense", "bytes=9-1", "bytes=0-1,0-1", "");
  const std::string digits(8000, '1');
  const RunningServer running;
  CHECK(running.SendAndReceive(Get("/", "Range: " + std::string(range) + "\r\n")).status == 200);
  CHECK(running.SendAndReceive(Get("/", "Range: bytes=" + digits + "-1\r\n")).status == 200);
}

TEST_CASE("transport: a reply has a Date", "[http][e2e]") {
  const std::string date = RunningServer().SendAndReceive(Get("/")).Header("Date");
  CHECK_THAT(date, Catch::Matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} "
                                  "[0-9]{2}:[0-9]{2}:[0-9]{2} GMT"));
}

TEST_CASE("transport: a client that speaks TLS is disconnected at once", "[http][e2e]") {
  const RunningServer running(Echo, {.stall_timeout = kSocketTimeout * 10});
  RawSocket client = running.Connect();
  client.Send("\x16\x03\x01\x02"s);
  CHECK(client.ReadToEnd().empty());
}

}  // namespace portone::http
