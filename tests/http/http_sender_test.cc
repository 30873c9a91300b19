// SPDX-License-Identifier: MIT
// Webhooks over real sockets, to well-behaved and misbehaving receivers.
#include "http/http_sender.h"

#include <atomic>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "support/catch.h"
#include "support/raw_socket.h"
#include "support/tls_receiver.h"

namespace portone::http {
namespace {

using testing::RawReceiver;
using testing::RawSocket;

webhook::Post PostTo(std::string url, std::string body = R"({"imp_uid":"imp_1"})") {
  return {.url = std::move(url), .content_type = "application/json", .body = std::move(body)};
}

/// Makes a receiver's function, which reads a request and then sends these bytes.
std::function<void(RawSocket&)> MakeResponder(std::string bytes) {
  return [bytes = std::move(bytes)](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send(bytes);
  };
}

HttpResult Send(const webhook::Post& post, TlsOptions options = {}) {
  HttpSender sender(options);
  return sender.Send(post);
}

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Waits, without timing, until the peer of `fd` has acknowledged all data; false when it has
/// disconnected.
bool AwaitAcknowledged(int fd) {
  int unacknowledged = 1;
  while (unacknowledged > 0) {
    char byte = 0;
    if (::recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0) return false;
    if (::ioctl(fd, SIOCOUTQ, &unacknowledged) != 0) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace

TEST_CASE("http sender: it sends the post and returns the response", "[http][e2e]") {
  std::string request;
  HttpResult result;
  {
    const RawReceiver receiver([&](RawSocket& socket) {
      request = socket.ReadRequest();
      socket.Send(kOk);
    });
    result = Send(PostTo(receiver.url("/hook%2F1?a=b+c#top")));
  }
  CHECK(result.status == 200);
  CHECK(result.error.empty());
  CHECK(result.body == "ok");
  CHECK(request.starts_with("POST /hook%2F1?a=b+c HTTP/1.1\r\n"));
  CHECK(request.find("\r\nUser-Agent: portone-emulator\r\n") != std::string::npos);
  CHECK(request.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
  CHECK(request.find("\r\nContent-Length: 19\r\n") != std::string::npos);
  CHECK(request.ends_with("\r\n\r\n{\"imp_uid\":\"imp_1\"}"));
}

TEST_CASE("http sender: it sends additional headers, which replace its own", "[http][e2e]") {
  std::string request;
  {
    const RawReceiver receiver([&](RawSocket& socket) {
      request = socket.ReadRequest();
      socket.Send(kOk);
    });
    webhook::Post post = PostTo(receiver.url());
    post.headers = {{"X-Forwarded-For", "52.78.100.19"}, {"user-agent", "PortOne"}};
    REQUIRE(Send(post).status == 200);
  }
  CHECK(request.find("\r\nX-Forwarded-For: 52.78.100.19\r\n") != std::string::npos);
  CHECK(request.find("\r\nuser-agent: PortOne\r\n") != std::string::npos);
  CHECK(request.find("User-Agent:") == std::string::npos);
  CHECK(request.find("\r\nAccept: */*\r\n") != std::string::npos);
}

TEST_CASE("http sender: its connections disable Nagle's algorithm", "[http][e2e]") {
  std::atomic<int> nodelay = -1;
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    const int sender = testing::FindSocketConnectedTo(socket.local_port());
    nodelay = testing::GetSocketOption(sender, IPPROTO_TCP, TCP_NODELAY);
    socket.Send(kOk);
  });
  REQUIRE(Send(PostTo(receiver.url())).status == 200);
  CHECK(nodelay == 1);
}

TEST_CASE("http sender: redirects are not followed", "[http][e2e]") {
  std::atomic<int> requests = 0;
  const RawReceiver receiver([&](RawSocket& socket) {
    ++requests;
    socket.ReadRequest();
    socket.Send("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
  });
  CHECK(Send(PostTo(receiver.url())).status == 302);
  CHECK(requests == 1);
}

TEST_CASE("http sender: the status counts even if reading the body fails", "[http][e2e]") {
  const auto [response, status, body] = GENERATE(table<std::string, int, std::string>({
      {"HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
      {"HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nbad", 500, "bad"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut", 200, "cut"},
      {"HTTP/1.1 200 OK\r\n\r\nuntil the end", 200, "until the end"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200, "ok"},
      {"HTTP/1.0 201 Created\r\nContent-Length: 2\r\n\r\nok", 201, "ok"},
  }));
  const RawReceiver receiver(MakeResponder(response));
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == status);
  CHECK(result.error.empty());
  CHECK(result.body == body);
}

TEST_CASE("http sender: the response body is truncated at 4096 bytes", "[http][e2e]") {
  std::atomic<bool> timed_out = false;
  std::optional<RawReceiver> receiver(std::in_place, [&](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string(4500, 'x'));
    timed_out = !socket.AwaitEnd();  // the rest is never sent
  });
  webhook::Post post = PostTo(receiver->url());
  post.read_timeout = std::chrono::hours(1);
  const auto result = Send(post);
  CHECK(result.status == 200);
  CHECK(result.body == std::string(4096, 'x'));
  receiver.reset();
  CHECK_FALSE(timed_out);
}

TEST_CASE("http sender: an endless body is not read to its end", "[http][e2e]") {
  const auto head = GENERATE("HTTP/1.1 200 OK\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n");
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send(head);
    while (socket.Send(std::string(std::size_t{64} << 10, 'x'))) {
    }
  });
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == 200);
  CHECK(result.body.size() == 4096);
}

TEST_CASE("http sender: an endless head is an error", "[http][e2e]") {
  const std::string too_large = "the response is too large";
  const auto [start, repeated, error] = GENERATE_COPY(table<std::string, std::string, std::string>({
      {"", "no line end ", "the response is not HTTP"},
      {"HTTP/1.1 200 ", "A", too_large},
      {"HTTP/1.1 200 OK\r\n", "Name: value\r\n", too_large},
      {"HTTP/1.1 200 OK\r\nName: ", "value ", too_large},
      {"", "HTTP/1.1 100 Continue\r\n\r\n", too_large},
  }));
  const RawReceiver receiver([&](RawSocket& socket) {
    socket.ReadRequest();
    std::string many;
    for (int i = 0; i < 1000; ++i)
      many += repeated;
    for (bool open = socket.Send(start); open; open = socket.Send(many)) {
    }
  });
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == 0);
  CHECK(result.error == error);
}

TEST_CASE("http sender: a silent receiver costs the read timeout", "[http][e2e]") {
  const RawReceiver receiver([](RawSocket& socket) { socket.ReadToEnd(); });
  webhook::Post post = PostTo(receiver.url());
  post.read_timeout = std::chrono::milliseconds(50);
  const auto result = Send(post);
  CHECK(result.status == 0);
  CHECK(result.error == "no response within 50 ms");
  CHECK(result.elapsed.count() >= 50);
}

TEST_CASE("http sender: a receiver that sends slowly costs the read timeout once", "[http][e2e]") {
  const RawReceiver receiver([](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send("HTTP/1.1 200 ");
    for (int sent = 0; sent < 4'000; ++sent)
      if (!AwaitAcknowledged(socket.fd()) || !socket.Send("x")) return;
    socket.AwaitEnd();
  });
  webhook::Post post = PostTo(receiver.url());
  post.read_timeout = std::chrono::milliseconds(100);
  CHECK(Send(post).error == "no response within 100 ms");
}

TEST_CASE("http sender: a refused connection is an error", "[http][e2e]") {
  const testing::ClosedPort closed;
  const auto result = Send(PostTo("http://127.0.0.1:" + std::to_string(closed.port())));
  CHECK(result.status == 0);
  CHECK(result.error == "connection refused");
}

TEST_CASE("http sender: a host that does not answer costs the connect timeout", "[http][e2e]") {
  const testing::SilentPort silent;
  webhook::Post post = PostTo("http://127.0.0.1:" + std::to_string(silent.port()));
  post.connect_timeout = std::chrono::milliseconds(50);
  const auto result = Send(post);
  CHECK(result.status == 0);
  CHECK(result.error == "no connection within 50 ms");
}

TEST_CASE("http sender: a name without an address is an error", "[http][e2e]") {
  CHECK(Send(PostTo("http://no-such-host.invalid/")).error == "host not found");
}

TEST_CASE("http sender: a receiver that closes the connection is an error", "[http][e2e]") {
  const auto bytes = GENERATE("", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nServer: a");
  const RawReceiver receiver(MakeResponder(bytes));
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == 0);
  CHECK(result.error == "connection closed without an HTTP response");
}

TEST_CASE("http sender: a response that is not HTTP is an error", "[http][e2e]") {
  const auto bytes = GENERATE("SSH-2.0-OpenSSH\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
                              "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
  const RawReceiver receiver(MakeResponder(bytes));
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == 0);
  CHECK(result.error == "the response is not HTTP");
}

TEST_CASE("http sender: without a free descriptor the error says so", "[http][e2e]") {
  const RawReceiver receiver(MakeResponder(std::string(kOk)));
  const auto host = GENERATE("127.0.0.1", "localhost");
  HttpSender sender;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const int next = ::dup(0);
  ::close(next);
  rlimit limited = before;
  limited.rlim_cur = static_cast<rlim_t>(next) + 1;  // for the session itself
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limited) == 0);
  const auto result =
      sender.Send(PostTo("http://" + std::string(host) + ":" + std::to_string(receiver.port())));
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(result.error == "too many open files");
}

TEST_CASE("http sender: a session keeps the connection while the receiver allows it",
          "[http][e2e]") {
  const auto [response, connections] = GENERATE(table<std::string, int>({
      {std::string(kOk), 1},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 1},
      {"HTTP/1.1 204 No Content\r\n\r\n", 1},
      {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 3},
      {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 3},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more than that", 3},
  }));
  std::atomic<int> accepted = 0;
  {
    const RawReceiver receiver([&](RawSocket& socket) {
      ++accepted;
      while (!socket.ReadRequest().empty() && socket.Send(response)) {
      }
    });
    HttpSender sender;
    const auto session = sender.NewSession();
    for (int i = 0; i < 3; ++i)
      CHECK(session->Send(PostTo(receiver.url())).status / 100 == 2);
  }
  CHECK(accepted == connections);
}

TEST_CASE("http sender: a session resends a post whose reused connection was just closed",
          "[http][e2e]") {
  std::atomic<int> requests = 0;
  const RawReceiver receiver([&](RawSocket& socket) {  // says keep-alive and closes
    socket.ReadRequest();
    ++requests;
    socket.Send(kOk);
  });
  HttpSender sender;
  const auto session = sender.NewSession();
  for (int i = 0; i < 50; ++i)
    REQUIRE(session->Send(PostTo(receiver.url())).status == 200);
  CHECK(requests == 50);
}

TEST_CASE("http sender: without a session no connection is kept", "[http][e2e]") {
  std::atomic<int> accepted = 0;
  const RawReceiver receiver([&](RawSocket& socket) {
    ++accepted;
    while (!socket.ReadRequest().empty() && socket.Send(kOk)) {
    }
  });
  HttpSender sender;
  for (int i = 0; i < 2; ++i)
    CHECK(sender.Send(PostTo(receiver.url())).status == 200);
  CHECK(accepted == 2);
}

TEST_CASE("http sender: a malformed url is an error", "[http]") {
  const auto url =
      GENERATE("", "hook", "/hook", "ftp://x/", "http://", "http://:80/", "http://x:0/",
               "http://x:65536/", "http://x:1x/", "http://a b/", "http://[::1/",
               "http://x/\r\nX: y", "http://user:pw@x/", "https//x", "http://x:/");
  const auto result = Send(PostTo(url));
  CHECK(result.status == 0);
  CHECK(result.error == "not an http or https URL");
}

TEST_CASE("http sender: it posts over https", "[http][e2e]") {
  const testing::TlsReceiver receiver;
  const auto result =
      Send(PostTo(receiver.url(), "secret"), {.verify_certificates = false, .ca_file = ""});
  CHECK(result.error.empty());
  CHECK(result.status == 200);
  CHECK(result.body == "secret");
}

TEST_CASE("http sender: an unknown certificate is not trusted", "[http][e2e]") {
  const testing::TlsReceiver receiver;
  const auto result = Send(PostTo(receiver.url()));
  CHECK(result.status == 0);
  CHECK(result.error == "certificate not trusted");
}

TEST_CASE("http sender: a receiver without TLS is an error", "[http][e2e]") {
  const RawReceiver receiver([](RawSocket& socket) {
    socket.ReadSome();
    socket.Send(kOk);
  });
  const auto result = Send(PostTo("https://127.0.0.1:" + std::to_string(receiver.port())));
  CHECK(result.status == 0);
  CHECK(result.error == "TLS handshake failed");
}

TEST_CASE("http sender: several threads may send at the same time", "[http][e2e]") {
  const RawReceiver receiver(MakeResponder(std::string(kOk)));
  HttpSender sender;
  std::atomic<int> succeeded = 0;
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k) {
        if (sender.Send(PostTo(receiver.url())).status == 200) ++succeeded;
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(succeeded == 80);
}

}  // namespace portone::http
