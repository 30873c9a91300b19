// SPDX-License-Identifier: MIT
// Bodies of control calls that are large, or wrong in very many places.
#include <algorithm>
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

std::size_t CountProblems(const std::string& message) {
  return static_cast<std::size_t>(std::count(message.begin(), message.end(), ';')) + 1;
}

TEST_CASE("control: a list of problems ends after a hundred", "[control]") {
  TestApi api;
  const auto [list, path] = GENERATE(table<std::string, std::string>({
      {R"({"given": {"payments": )", "/scenario"},
      {R"({"given": {"channels": )", "/scenario"},
      {R"({"given": {"tiers": )", "/scenario"},
      {R"({"given": {"channel_groups": )", "/scenario"},
      {R"({"given": {"sandboxes": )", "/scenario"},
      {R"({"given": {"agenda": )", "/snapshot"},
      {R"({"x": {"faults": )", "/scenario"},
      {R"({"x": {"steps": )", "/scenario"},
      {R"({"x": {"expect": )", "/scenario"},
  }));
  const bool top = list.starts_with(R"({"x": )");
  const std::string body =
      (top ? "{" + list.substr(7) : list) + EmptyObjects(500) + (top ? "}" : "}}");
  const TestReply reply = api.Control("PUT", path, body);
  INFO(body.substr(0, 40) << " " << reply.text.substr(0, 400));
  REQUIRE(reply.status == 400);
  const std::string message = reply.json["error"]["message"];
  CHECK(CountProblems(message) == 101);
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
