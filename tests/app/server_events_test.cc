// SPDX-License-Identifier: MIT
#include "app/client/server_events.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace portone::app::client {
namespace {

using Strings = std::vector<std::string>;

/// "name=data" of each event, when the stream comes in pieces of `size` bytes.
Strings ReadInPieces(ServerEventReader& reader, std::string_view stream, std::size_t size) {
  Strings events;
  for (std::size_t begin = 0; begin < stream.size(); begin += size) {
    reader.Read(stream.substr(begin, size), [&](const ServerEvent& event) {
      events.push_back(event.name + "=" + event.data);
      return true;
    });
  }
  return events;
}

TEST_CASE("server events: a stream is the same in whatever pieces it arrives", "[app]") {
  const std::string stream =
      "retry: 1000\nid: 7.0\n\n: still here\n\nid: 7.1\nevent: request\ndata: {\"a\":1}\n\n"
      "id: 7.2\r\ndata: one\r\ndata:two\r\ndata\r\n\r\nunknown: x\nid: 7.3\ndata: cut";
  const auto size = GENERATE(1UL, 2UL, 3UL, 7UL, 1'000UL);
  ServerEventReader reader;
  CHECK(ReadInPieces(reader, stream, size) == Strings{"request={\"a\":1}", "message=one\ntwo\n"});
  CHECK(reader.last_id() == "7.2");
}

TEST_CASE("server events: the beginning of a stream has an id before the first event", "[app]") {
  ServerEventReader reader;
  CHECK(ReadInPieces(reader, "retry: 1000\nid: 7.4\n\n", 1'000).empty());
  CHECK(reader.last_id() == "7.4");
}

TEST_CASE("server events: a receiver that wants no more gets no more of the same piece", "[app]") {
  ServerEventReader reader;
  int count = 0;
  const auto receive = [&](const ServerEvent& /*event*/) {
    ++count;
    return false;
  };
  CHECK_FALSE(reader.Read("id: 1\ndata: a\n\nid: 2\ndata: b\n\n", receive));
  CHECK(count == 1);
  CHECK(reader.last_id() == "1");
}

}  // namespace
}  // namespace portone::app::client
