// SPDX-License-Identifier: MIT
// Bodies of control calls that are large, or wrong in very many places.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;
using testing::TestReply;

/// "[{},{},...]".
std::string EmptyObjects(std::size_t count) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i)
    text += i == 0 ? "{}" : ",{}";
  return text + "]";
}

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST_CASE("control: a list of problems ends after a hundred", "[control]") {
  TestApi api;
  const std::string list =
      GENERATE("given/payments", "given/channels", "given/tiers", "given/channel_groups",
               "given/sandboxes", "given/agenda", "faults", "steps", "expect");
  const bool is_given = list.starts_with("given/");
  const std::string key = list.substr(is_given ? 6 : 0);
  const std::string block = "{\"" + key + "\": " + EmptyObjects(500) + "}";
  const TestReply reply =
      api.Control("PUT", "/scenario", is_given ? "{\"given\": " + block + "}" : block);
  INFO(reply.text.substr(0, 400));
  REQUIRE(reply.status == 400);
  const std::string message = reply.json["error"]["message"];
  CHECK(Count(message, list + "/") == 100);
  const std::string rest = message.substr(message.rfind("; ") + 2);
  CHECK(rest.starts_with("and "));
  CHECK(rest.ends_with(" more"));
}

TEST_CASE("control: a body that is no object is refused at its first character", "[control]") {
  TestApi api;
  const std::string text = GENERATE("[", "[[],[],", "  // a list\n [{}", "7", "\"text\"", "null");
  const TestReply reply = api.Control("PUT", "/scenario", text);
  CHECK(testing::ControlSummary(reply) == "400 invalid_parameter - the body: must be an object");
}

}  // namespace
}  // namespace portone
