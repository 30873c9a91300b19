// SPDX-License-Identifier: MIT
// Requests as the handler gets them.
#include <string>
#include <string_view>

#include "http/running_server.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_socket.h"

namespace portone::http {
namespace {

using testing::RawReply;
using testing::RawSocket;

}  // namespace

TEST_CASE("transport: the target reaches the handler undecoded", "[http][e2e]") {
  const auto target =
      GENERATE("/a%2Fb?x=%26&y=%EA%B9%80", "/payments//cancel/", "/a+b?x[]=1&x[]=2");
  CHECK(RunningServer().SendAndReceive(Get(target)).body == "GET " + std::string(target) + " []");
}

TEST_CASE("transport: a question mark inside a query is allowed", "[http][e2e]") {
  CHECK(RunningServer().SendAndReceive(Get("/a?back=/b?c=1&d=?")).body ==
        "GET /a?back=/b?c=1&d=? []");
}

TEST_CASE("transport: the headers reach the handler, and no others", "[http][e2e]") {
  const RunningServer running([](const api::Request& request) {
    api::Reply reply;
    for (const auto& header : request.headers)
      reply.body += header.name + "=" + header.value + ";";
    return reply;
  });
  CHECK(running.SendAndReceive(Get("/", "Authorization: Bearer t\r\n")).body ==
        "Host=x;Authorization=Bearer t;");
}

TEST_CASE("transport: headers of the handler reach the client", "[http][e2e]") {
  const RunningServer running([](const api::Request&) {
    return api::Reply{.status = 302,
                      .body = "",
                      .content_type = "",
                      .headers = {{"Location", "/there"}, {"X-Bad", "a\r\nX-Worse: b"}}};
  });
  const RawReply reply = running.SendAndReceive(Get("/"));
  CHECK(reply.status == 302);
  CHECK(reply.Header("Location") == "/there");
  CHECK(reply.Header("Content-Length") == "0");
  CHECK(reply.Header("X-Worse").empty());
}

TEST_CASE("transport: every method may have a body and the next request is parsed correctly",
          "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  for (const char* const method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    client.Send(MakeRequestWithBody(method, R"({"a":1})"));
    CHECK(client.ReadReply().body == std::string(method) + R"( /p [{"a":1}])");
    client.Send(std::string(method) + " /q HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.ReadReply().body == std::string(method) + " /q []");
  }
}

TEST_CASE("transport: the reply to HEAD is that to GET without its body", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n");
  const RawReply head = client.ReadReply(false);
  CHECK(head.status == 200);
  CHECK(head.Header("Content-Length") == std::to_string(std::string_view("GET /h []").size()));
  client.Send(Get("/h"));
  CHECK(client.ReadReply().body == "GET /h []");
}

TEST_CASE("transport: a POST without a body or a length gets its reply immediately",
          "[http][e2e]") {
  CHECK(RunningServer().SendAndReceive("POST /p HTTP/1.1\r\nHost: x\r\n\r\n").body == "POST /p []");
}

TEST_CASE("transport: forms of more than eight kilobytes are accepted", "[http][e2e]") {
  const auto method = GENERATE("POST", "PUT", "PATCH", "DELETE");
  const std::string form = "a=" + std::string(20'000, 'x');
  CHECK(RunningServer()
            .SendAndReceive(MakeRequestWithBody(method, form, "application/x-www-form-urlencoded"))
            .body == std::string(method) + " /p [" + form + "]");
}

TEST_CASE("transport: a multipart body reaches the handler unchanged", "[http][e2e]") {
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";
  CHECK(RunningServer()
            .SendAndReceive(MakeRequestWithBody("POST", body, "multipart/form-data; boundary=b"))
            .body == "POST /p [" + body + "]");
}

TEST_CASE("transport: chunked bodies are reassembled", "[http][e2e]") {
  const auto chunks = GENERATE("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                               "003;name=value\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(PostChunked(chunks) + Get("/next"));
  CHECK(client.ReadReply().body == "POST /p [abcde]");
  CHECK(client.ReadReply().body == "GET /next []");
}

TEST_CASE("transport: pipelined requests get their replies in order", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send(Get("/1") + MakeRequestWithBody("POST", "two") + Get("/3"));
  CHECK(client.ReadReply().body == "GET /1 []");
  CHECK(client.ReadReply().body == "POST /p [two]");
  CHECK(client.ReadReply().body == "GET /3 []");
}

TEST_CASE("transport: Expect: 100-continue gets 100 Continue", "[http][e2e]") {
  const RunningServer running;
  RawSocket client = running.Connect();
  client.Send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(client.ReadUntil("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("abc");
  CHECK(client.ReadReply().body == "POST /p [abc]");
}

}  // namespace portone::http
