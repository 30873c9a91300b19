// SPDX-License-Identifier: MIT
// Requests and responses that broke other HTTP libraries, sent to the server and to the webhook
// client. docs/security.md lists the same identifiers; tests/tidy/security_page.cc compares the
// two.
#include <string>

#include "http/http_sender.h"
#include "http/running_server.h"
#include "support/catch.h"
#include "support/raw_socket.h"
#include "support/repeat.h"

namespace portone::http {
namespace {

using namespace std::string_literals;
using testing::RawReceiver;
using testing::RawReply;
using testing::RawSocket;
using testing::Repeat;

/// Replies with each header of the request in a line of its own, then its body.
api::Reply EchoRequest(const api::Request& request) {
  api::Reply reply;
  for (const HttpHeader& header : request.headers)
    reply.body += header.name + "=" + header.value + "\n";
  reply.body += "[" + request.body + "]";
  return reply;
}

/// A request, the status of the reply, and when that is 200 the beginning of its body.
struct Attack {
  std::string id;
  std::string bytes;
  int status;
  std::string body_start = "";
};

}  // namespace

TEST_CASE("known vulnerabilities: no known request breaks the server", "[http][e2e]") {
  const Attack attack = GENERATE(values<Attack>({
      {"CVE-2023-26130", Post("A: b\r\rContent-Length: 3\r\n", "abc"), 400},
      {"CVE-2025-46728", PostChunked("ffffffff\r\nabc"), 413},
      {"CVE-2025-53629", PostChunked(Repeat("10000\r\n" + std::string(65'536, 'a') + "\r\n", 17)),
       413},
      {"CVE-2025-53628", "GET /" + std::string(1 << 20, 'a'), 431},
      {"CVE-2025-52887", Get("/", Repeat("A: b\r\n", 1'000)), 431},
      {"CVE-2025-66570", Get("/", "REMOTE_ADDR: 10.0.0.1\r\nLOCAL_PORT: 1\r\n"), 200,
       "Host=x\nREMOTE_ADDR=10.0.0.1\nLOCAL_PORT=1\n[]"},
      {"CVE-2025-66577", Get("/", "X-Forwarded-For: 10.0.0.1\r\nX-Real-IP: 10.0.0.2\r\n"), 200,
       "Host=x\nX-Forwarded-For=10.0.0.1\nX-Real-IP=10.0.0.2\n[]"},
      {"CVE-2026-22776", Post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), 415},
      {"CVE-2026-28435", Post("Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"), 415},
      {"CVE-2026-29076",
       Post("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n",
            ("--b\r\nContent-Disposition: form-data; filename*=UTF-8''" + std::string(100'000, '%'))
                .substr(0, 100'000)),
       200,
       "Host=x\nContent-Type=multipart/form-data; boundary=b\nContent-Length=100000\n[--b\r\n"},
      {"CVE-2026-34441", "GET /p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 200,
       "Host=x\nContent-Length=3\n[abc]"},
      {"CVE-2026-34441", Post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
      {"CVE-2026-45352", PostChunked("-2\r\nabc\r\n0\r\n\r\n"), 400},
      {"CVE-2026-45372", Post("Transfer-Encoding: %63hunked\r\n", "0\r\n\r\n"), 501},
      {"CVE-2026-45372", Get("/", "A: b%0d%0aSet-Cookie: c\r\n"), 200,
       "Host=x\nA=b%0d%0aSet-Cookie: c\n[]"},
      {"CVE-2026-46527", Get("/", "X-Forwarded-For: ,\r\n"), 200, "Host=x\nX-Forwarded-For=,\n[]"},
      // Regular expressions that recurse for each character; no identifier was given.
      {"cpp-httplib 0.53.1", Get("/", "Range: bytes=" + std::string(8'000, '1') + "-1\r\n"), 200,
       "Host=x\nRange=bytes=111"},
      // Chunks whose end two readers see at different places.
      {"CVE-2025-22871", PostChunked("3\nabc\r\n0\r\n\r\n"), 400},
      {"CVE-2025-55315", PostChunked("3;a\nb\r\nabc\r\n0\r\n\r\n"), 400},
      {"boostorg/beast#3102", PostChunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"), 400},
      {"boostorg/beast#3102", PostChunked("3;a=\"\0\"\r\nabc\r\n0\r\n\r\n"s), 400},
  }));
  INFO(attack.id);
  const RunningServer running(EchoRequest);
  RawSocket client = running.Connect();
  client.Send(attack.bytes);
  const RawReply reply = client.ReadReply();
  CHECK(reply.status == attack.status);
  CHECK(reply.body.starts_with(attack.body_start));
  if (attack.status != 200) CHECK(client.AwaitEnd());  // nothing after it is read as a request
  CHECK(running.SendAndReceive(Get("/next")).status == 200);
}

TEST_CASE("known vulnerabilities: no reply header can be split", "[http][e2e]") {
  INFO("CVE-2025-0825, and the 2024 audit of Boost");
  const RunningServer running([](const api::Request&) {
    api::Reply reply;
    reply.headers = {{"Location", "/next\r\nSet-Cookie: a=b"}, {"A\nB", "c"}, {"Good", "d"}};
    return reply;
  });
  const RawReply reply = running.SendAndReceive(Get("/"));
  CHECK(reply.status == 200);
  CHECK(reply.Header("Good") == "d");
  CHECK(reply.head.find("Set-Cookie") == std::string::npos);
  CHECK(reply.head.find("A\nB") == std::string::npos);
}

namespace {

/// A receiver's response, and the status and the body that are recorded.
struct HostileResponse {
  std::string id;
  std::string bytes;
  int status;
  std::string body = "";
};

std::string Ok(std::string_view headers, std::string_view body = "") {
  return "HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("known vulnerabilities: no known response breaks the webhook client", "[http][e2e]") {
  const HostileResponse response = GENERATE(values<HostileResponse>({
      {"cpp-httplib 0.53.0", "HTTP/1.1 200 " + std::string(60'000, 'A') + "\r\n\r\n", 0},
      {"CVE-2025-53628", "HTTP/1.1 200 OK\r\nA: " + std::string(300'000, 'a'), 0},
      {"CVE-2025-52887", Ok(Repeat("A: b\r\n", 20'000)), 0},
      {"CVE-2025-53629", Ok("", std::string(300'000, 'a')), 200, std::string(4'096, 'a')},
      {"CVE-2026-22776", Ok("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "\x1f\x8b\x08"), 200,
       "\x1f\x8b\x08"},
      {"CVE-2026-31870", Ok("Content-Length: abc\r\n", "a"), 0},
      {"CVE-2026-31870", Ok("Content-Length: -1\r\n", "a"), 0},
      {"CVE-2026-31870", Ok("Content-Length: 99999999999999999999\r\n", "a"), 0},
      {"CVE-2026-32627",
       "HTTP/1.1 301 Moved\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 301},
      {"CVE-2026-33745",
       "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 307},
      {"CVE-2026-45352", Ok("Transfer-Encoding: chunked\r\n", "-2\r\nabc"), 200},
  }));
  INFO(response.id);
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send(response.bytes);
  });
  HttpSender sender{TlsOptions{}};
  const auto result =
      sender.Send({.url = receiver.url(), .content_type = "application/json", .body = "{}"});
  CHECK(result.status == response.status);
  CHECK(result.error.empty() == (response.status != 0));
  CHECK(result.body == response.body);
}

TEST_CASE("known vulnerabilities: no POST target can inject a header line", "[http][e2e]") {
  INFO("CVE-2026-21428 and CVE-2023-26130");
  const RawReceiver receiver([](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send(Ok("Content-Length: 0\r\n"));
  });
  HttpSender sender{TlsOptions{}};
  const auto target = GENERATE("/a\r\nX: y"s, "/a HTTP/1.1\r\nX: y"s, "/a\nX: y"s, "/a\0b"s);
  const webhook::Post post{
      .url = receiver.url(target), .content_type = "application/json", .body = "{}"};
  CHECK_FALSE(sender.Send(post).error.empty());
}

}  // namespace portone::http
