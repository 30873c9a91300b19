// SPDX-License-Identifier: MIT
#include "control/control_error.h"

#include <array>

#include "json/writer.h"

namespace portone::control {
namespace {

struct Row {
  ControlErrc code;
  std::string_view text;
  int http_status;
};

constexpr std::array<Row, static_cast<std::size_t>(ControlErrc::kCount)> kRows{{
    {ControlErrc::kMalformedRequest, "malformed_request", 400},
    {ControlErrc::kInvalidParameter, "invalid_parameter", 400},
    {ControlErrc::kAmbiguousSandbox, "ambiguous_sandbox", 400},
    {ControlErrc::kUnknownPath, "unknown_path", 404},
    {ControlErrc::kUnknownSandbox, "unknown_sandbox", 404},
    {ControlErrc::kNotFound, "not_found", 404},
    {ControlErrc::kMethodNotAllowed, "method_not_allowed", 405},
    {ControlErrc::kTimeout, "timeout", 408},
    {ControlErrc::kConflict, "conflict", 409},
    {ControlErrc::kNotVerified, "not_verified", 409},
    {ControlErrc::kRunaway, "runaway", 422},
    {ControlErrc::kTooManySandboxes, "too_many_sandboxes", 429},
    {ControlErrc::kPoisoned, "poisoned", 500},
    {ControlErrc::kShuttingDown, "shutting_down", 503},
}};

}  // namespace

std::string_view ErrorCodeName(ControlErrc code) {
  return kRows.at(static_cast<std::size_t>(code)).text;
}

int HttpStatus(ControlErrc code) {
  return kRows.at(static_cast<std::size_t>(code)).http_status;
}

api::Reply ErrorReply(const ControlError& error) {
  json::Writer json;
  json.BeginObject().Key("error").BeginObject();
  json.Field("code", ErrorCodeName(error.code)).Field("message", error.message);
  if (error.parameter.empty()) {
    json.Field("parameter", nullptr);
  } else {
    json.Field("parameter", error.parameter);
  }
  json.EndObject().EndObject();
  api::Reply reply;
  reply.status = HttpStatus(error.code);
  reply.body = json.Take();
  return reply;
}

}  // namespace portone::control
