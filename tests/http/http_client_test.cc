// SPDX-License-Identifier: MIT
// Responses that are received in pieces. What HttpClient does for webhooks is in
// http_sender_test.cc.
#include "http/http_client.h"

#include <chrono>
#include <cstddef>
#include <future>
#include <netdb.h>
#include <stdexcept>
#include <string>
#include <string_view>

#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReceiver;
using testing::RawSocket;

const TlsClient& NoTls() {
  throw std::logic_error("the tests of this file use no TLS");
}

/// Receives until `wanted` bytes have come; the result and what came.
HttpResult Receive(const std::string& url, std::string& received, std::size_t wanted = 1'000,
                   std::chrono::milliseconds silence = std::chrono::seconds{60}) {
  const CancelToken cancel_token;
  const HttpClient client(NoTls, cancel_token);
  return client.Receive(*ParseUrl(url), {"GET", "", ""}, {.response = silence},
                        [&](std::string_view piece) {
                          received += piece;
                          return received.size() < wanted;
                        });
}

/// Ready when the silent name server answers, at the end of the test.
std::shared_future<void> silence_ends;

int ResolveNothing(const char* /*host*/, const char* /*port*/, const addrinfo* /*hints*/,
                   addrinfo** /*found*/) {
  const std::shared_future<void> ends = silence_ends;
  ends.wait();
  return EAI_AGAIN;
}

TEST_CASE("http client: a silent name server costs the connect timeout, or all that is left",
          "[http]") {
  std::promise<void> end;
  silence_ends = end.get_future().share();
  const CancelToken cancel_token;
  HttpClient client(NoTls, cancel_token, ResolveNothing);
  constexpr std::chrono::milliseconds kShort{20};
  constexpr std::chrono::milliseconds kLong = std::chrono::hours{1};
  for (const TimeLimits& limits :
       {TimeLimits{kShort, kLong, kLong}, TimeLimits{kLong, kLong, kShort}}) {
    const HttpResult result = client.Send(*ParseUrl("http://shop.test/"), {"POST", "", ""}, limits);
    CHECK(result.status == 0);
    CHECK(result.error.starts_with("host not resolved within "));
  }
  end.set_value();
}

TEST_CASE("http client: a body that never ends is passed on as it arrives", "[http]") {
  std::promise<void> first_arrived;
  const RawReceiver server([&](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 200 OK\r\n\r\none");
    first_arrived.get_future()
        .wait();  // the second piece follows only when the first was passed on
    socket.Send("two");
    socket.AwaitEnd();
  });
  const CancelToken cancel_token;
  const HttpClient client(NoTls, cancel_token);
  std::string received;
  const HttpResult result =
      client.Receive(*ParseUrl(server.url()), {"GET", "", ""}, {}, [&](std::string_view piece) {
        received += piece;
        if (received == "one") first_arrived.set_value();
        return received != "onetwo";
      });
  CHECK(result.status == 200);
  CHECK(received == "onetwo");
}

TEST_CASE("http client: a body in pieces may be longer than any that is kept", "[http]") {
  const std::string body(3'000'000, 'x');
  const RawReceiver server([&](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + body);
  });
  std::string received;
  const HttpResult result = Receive(server.url(), received, body.size() + 1);
  CHECK(result.error.empty());
  CHECK(received == body);
}

TEST_CASE("http client: the body of a refusal is not passed on but returned", "[http]") {
  const RawReceiver server([](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
  });
  std::string received;
  const HttpResult result = Receive(server.url(), received);
  CHECK(result.status == 404);
  CHECK(result.body == "no");
  CHECK(received.empty());
}

TEST_CASE("http client: the reason is given when a body that is received in pieces does not come",
          "[http]") {
  std::string received;
  const testing::ClosedPort closed;
  CHECK(Receive("http://127.0.0.1:" + std::to_string(closed.port()), received).error ==
        "connection refused");
  const RawReceiver hangs_up([](RawSocket& socket) { socket.ReadRequest(); });
  CHECK(Receive(hangs_up.url(), received).error == "connection closed without an HTTP response");
  const RawReceiver no_http([](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("220 ready for mail\r\n\r\n");
  });
  CHECK(Receive(no_http.url(), received).error == "the response is not HTTP");
  const RawReceiver silent([](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 200 OK\r\n\r\n");
    socket.AwaitEnd();
  });
  const HttpResult result = Receive(silent.url(), received, 1'000, std::chrono::milliseconds{1});
  CHECK(result.error == "no response within 1 ms");
}

}  // namespace
}  // namespace portone::http
