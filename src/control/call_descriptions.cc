// SPDX-License-Identifier: MIT
#include "control/call_descriptions.h"

#include <string_view>

namespace portone::control {

extern const std::string_view kCallsText;

namespace {

const Json& ReadCalls() {
  static const Json kCalls = Json::parse(kCallsText);
  return kCalls;
}

}  // namespace

std::string FormatCallName(const ControlRoute& route) {
  return std::string(Name(route.method)) + " " + std::string(route.path);
}

const Json& DescribeCall(const ControlRoute& route) {
  static const Json kNone;
  const Json& calls = ReadCalls().at("calls");
  const auto found = calls.find(FormatCallName(route));
  return found == calls.end() ? kNone : *found;
}

std::size_t CountDescribedCalls() {
  return ReadCalls().at("calls").size();
}

const Json& GetCallSchemas() {
  return ReadCalls().at("schemas");
}

}  // namespace portone::control
