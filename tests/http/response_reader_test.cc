// SPDX-License-Identifier: MIT
#include "http/response_reader.h"

#include <string>
#include <string_view>

#include "support/catch.h"
#include "support/repeat.h"

namespace portone::http {
namespace {

using testing::Repeat;
using State = ResponseReader::State;

/// Reads `bytes` in pieces of `size`, and the end of the connection if they are not enough.
State ReadInPieces(ResponseReader& reader, const std::string& bytes, std::size_t size) {
  State state = State::kIncomplete;
  for (std::size_t offset = 0; offset < bytes.size() && state == State::kIncomplete; offset += size)
    state = reader.Read(std::string_view(bytes).substr(offset, size));
  if (state != State::kIncomplete) return state;
  return reader.has_head() ? State::kComplete : State::kMalformed;
}

const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("response reader: a response is read in pieces of any size", "[http]") {
  const auto size = GENERATE(1U, 2U, 7U, 100'000U);
  const auto [bytes, status, body, reusable] = GENERATE(table<std::string, int, std::string, bool>({
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true},
      {"HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", 200, "", true},
      {"HTTP/1.1 204 No Content\r\n\r\n", 204, "", true},
      {"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "", true},
      {kChunked + "2\r\nok\r\n3;a=b\r\n, a\r\n0\r\nTrailer: x\r\n\r\n", 200, "ok, a", true},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx", 201, "x",
       true},
      {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false},
      {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false},
      {"HTTP/1.1 200 OK\r\n\r\nuntil the end", 200, "until the end", false},
      {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", 101, "", false},
      {"HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\ncut", 500, "cut", false},
      {kChunked + "zz\r\n", 200, "", false},
      {kChunked + "-2\r\nok", 200, "", false},
  }));
  CAPTURE(size, bytes);
  ResponseReader reader;
  REQUIRE(ReadInPieces(reader, bytes, size) == State::kComplete);
  CHECK(reader.status() == status);
  CHECK(reader.body() == body);
  CHECK(reader.can_reuse_connection() == reusable);
}

TEST_CASE("response reader: a response without a readable head is malformed", "[http]") {
  const auto size = GENERATE(1U, 100'000U);
  const auto bytes =
      GENERATE(as<std::string>{}, "x", "\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK",
               "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
               "HTTP/1.1 200 OK\r\nName : x\r\n\r\n",
               "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
               "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
               "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n");
  CAPTURE(size, bytes);
  ResponseReader reader;
  CHECK(ReadInPieces(reader, bytes, size) == State::kMalformed);
  CHECK_FALSE(reader.has_head());
}

TEST_CASE("response reader: the error of a head does not depend on how it is split", "[http]") {
  const auto size = GENERATE(1U, 7U, 4'096U, 1'000'000U);
  const std::string long_text(40'000, 'A');
  const auto [bytes, state] = GENERATE_COPY(table<std::string, State>({
      {"SSH-2.0-" + long_text, State::kMalformed},
      {"HTTP/1.1 200 A\r" + long_text + "\r\n\r\n", State::kTooLarge},
      {"HTTP/1.1 200 A\n" + long_text, State::kMalformed},
      {"HTTP/1.1 200 A\rB\r\nName: " + long_text, State::kTooLarge},
      {"HTTP/1.1 200 OK\r\nno colon\r\nName: " + long_text, State::kTooLarge},
      {"HTTP/1.1 200 OK\r\nName: value\n" + long_text, State::kMalformed},
      {"HTTP/1.1 200 OK\r\nno colon\r\n\r\n" + long_text, State::kMalformed},
      {"HTTP/1.1 100 Continue\r\n\r\nSSH-2.0-" + long_text, State::kMalformed},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 A\r" + long_text, State::kTooLarge},
      {Repeat("HTTP/1.1 100 Continue\r\n\r\n", 20'000) + "HTTP/1.1 200 OK\r\n\r\n",
       State::kTooLarge},
  }));
  CAPTURE(size, bytes.substr(0, 60));
  ResponseReader reader;
  CHECK(ReadInPieces(reader, bytes, size) == state);
  CHECK_FALSE(reader.has_head());
}

TEST_CASE("response reader: what does not begin as HTTP is refused before its head has ended",
          "[http]") {
  const auto bytes =
      GENERATE(as<std::string>{}, "\x15\x03\x01", "<html>", "HTTP/2", "HTTP/1.1 200\n");
  CAPTURE(bytes);
  ResponseReader reader;
  CHECK(reader.Read(bytes) == State::kMalformed);
}

TEST_CASE("response reader: each part has a limit", "[http]") {
  const auto size = GENERATE(1U, 4'096U, 1'000'000U);
  const auto bytes =
      GENERATE_COPY("HTTP/1.1 200 " + std::string(60'000, 'A') + "\r\nContent-Length: 0\r\n\r\n",
                    "HTTP/1.1 200 " + std::string(9'000, 'A'),
                    "HTTP/1.1 200 OK\r\nName: " + std::string(40'000, 'v') + "\r\n\r\n",
                    "HTTP/1.1 200 OK\r\n" + Repeat("Name: value\r\n", 10'000) + "\r\n");
  CAPTURE(size, bytes.size());
  ResponseReader reader;
  CHECK(ReadInPieces(reader, bytes, size) == State::kTooLarge);
}

TEST_CASE("response reader: a head may be as long as its limits", "[http]") {
  const ResponseLimits limits{.max_status_line = 20, .max_head = 40};
  const auto size = GENERATE(1U, 1'000U);
  const auto [bytes, state] = GENERATE_COPY(table<std::string, State>({
      {"HTTP/1.1 204 " + std::string(5, 'A') + "\r\n\r\n", State::kComplete},
      {"HTTP/1.1 204 " + std::string(6, 'A') + "\r\n\r\n", State::kTooLarge},
      {"HTTP/1.1 204 OK\r\nName: " + std::string(13, 'v') + "\r\n\r\n", State::kComplete},
      {"HTTP/1.1 204 OK\r\nName: " + std::string(14, 'v') + "\r\n\r\n", State::kTooLarge},
  }));
  CAPTURE(size, bytes);
  ResponseReader reader(limits);
  CHECK(ReadInPieces(reader, bytes, size) == state);
}

TEST_CASE("response reader: a folded line is limited like the head", "[http]") {
  const auto size = GENERATE(1U, 100'000U);
  ResponseReader reader;
  CHECK(ReadInPieces(reader,
                     "HTTP/1.1 204 OK\r\nName: a\r\n " + std::string(5'000, 'v') + "\r\n\r\n",
                     size) == State::kTooLarge);
}

TEST_CASE("response reader: a response with bytes beyond all limits ends its connection",
          "[http]") {
  const std::string response = "HTTP/1.1 204 OK\r\n\r\n";
  ResponseReader reader({.max_total = response.size()});
  CHECK(reader.Read(response + "x") == State::kComplete);
  CHECK_FALSE(reader.can_reuse_connection());
}

TEST_CASE("response reader: a body is kept up to its limit and not read beyond", "[http]") {
  const auto head = GENERATE_COPY(std::string("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"),
                                  std::string("HTTP/1.1 200 OK\r\n\r\n"), kChunked + "2328\r\n");
  ResponseReader reader;
  CHECK(reader.Read(head + std::string(8'999, 'x')) == State::kComplete);
  CHECK(reader.body() == std::string(4'096, 'x'));
  CHECK_FALSE(reader.can_reuse_connection());
}

}  // namespace portone::http
