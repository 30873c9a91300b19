// SPDX-License-Identifier: MIT
#include "json/strict_body.h"

#include <utility>

#include "json/json.h"
#include "json/reader.h"

namespace portone::json {
namespace {

std::string FormatName(const Problem& problem) {
  return problem.pointer.empty() ? "the body" : problem.pointer.substr(1);
}

}  // namespace

std::optional<BodyProblem> ReadStrictBody(std::string_view text,
                                          const std::function<void(StrictObject&)>& read) {
  Json body = Json::object();
  if (!text.empty()) {
    const JsonOptions options{
        .allows_comments = true, .allows_duplicate_keys = false, .requires_object = true};
    if (const auto problem = ReadJson(text, options, body)) {
      if (problem->is_wrong_type) return BodyProblem{true, "the body: " + problem->what};
      return BodyProblem{false, "the body is not JSON: " + problem->ToString()};
    }
  }
  Problems problems;
  StrictObject object(body, "", problems);
  read(object);
  object.Finish();
  if (problems.empty()) return std::nullopt;
  std::string message;
  for (const Problem& problem : problems) {
    message += (message.empty() ? "" : "; ") + FormatName(problem) + ": " + problem.message;
  }
  if (const std::string rest = problems.DescribeRest(); !rest.empty()) message += "; " + rest;
  const std::string& pointer = problems.front().pointer;
  return BodyProblem{true, std::move(message), pointer.empty() ? "" : pointer.substr(1)};
}

}  // namespace portone::json
