// SPDX-License-Identifier: MIT
#include "control/body.h"

#include <string>
#include <utility>

#include "json/json.h"
#include "json/reader.h"

namespace portone::control {
namespace {

std::string FormatName(const json::Problem& problem) {
  return problem.pointer.empty() ? "the body" : problem.pointer.substr(1);
}

}  // namespace

ControlResult<Done> ReadBody(const api::Request& request,
                             const std::function<void(json::StrictObject&)>& read) {
  Json body = Json::object();
  if (!request.body.empty()) {
    const json::JsonOptions options{.comments = true, .duplicate_keys = false};
    if (const auto problem = json::ReadJson(request.body, options, body)) {
      return ControlError{ControlErrc::kMalformedRequest,
                          "the body is not JSON: " + problem->ToString(), ""};
    }
  }
  json::Problems problems;
  json::StrictObject object(body, "", problems);
  read(object);
  object.Finish();
  if (problems.empty()) return Done{};
  std::string message;
  for (const json::Problem& problem : problems) {
    message += (message.empty() ? "" : "; ") + FormatName(problem) + ": " + problem.message;
  }
  const std::string& pointer = problems.front().pointer;
  return ControlError{ControlErrc::kInvalidParameter, std::move(message),
                      pointer.empty() ? "" : pointer.substr(1)};
}

}  // namespace portone::control
