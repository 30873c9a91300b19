// SPDX-License-Identifier: MIT
// The error format of the control API: {"error": {"code", "message", "parameter"}}.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/reply.h"
#include "base/enum_names.h"
#include "base/result.h"

namespace portone::control {

enum class ControlErrc : std::uint8_t {
  kMalformedRequest,  ///< 400
  kInvalidParameter,  ///< 400
  kAmbiguousSandbox,  ///< 400
  kUnknownPath,       ///< 404
  kUnknownSandbox,    ///< 404
  kNotFound,          ///< 404
  kMethodNotAllowed,  ///< 405
  kTimeout,           ///< 408
  kConflict,          ///< 409
  kNotVerified,       ///< 409
  kRunaway,           ///< 422
  kTooManySandboxes,  ///< 429
  kPoisoned,          ///< 500
  kShuttingDown,      ///< 503
};

}  // namespace portone::control

namespace portone {

template <>
struct EnumNames<control::ControlErrc> {
  static constexpr std::array<std::string_view, 14> kNames{
      "malformed_request",  "invalid_parameter", "ambiguous_sandbox",
      "unknown_path",       "unknown_sandbox",   "not_found",
      "method_not_allowed", "timeout",           "conflict",
      "not_verified",       "runaway",           "too_many_sandboxes",
      "poisoned",           "shutting_down"};
};

}  // namespace portone

namespace portone::control {

struct ControlError {
  ControlErrc code;
  std::string message;
  std::string parameter;  ///< the invalid parameter, or ""
};

template <class T>
using ControlResult = BasicResult<T, ControlError>;

/// The HTTP status of an error: 404, ...
int HttpStatus(ControlErrc code);

api::Reply ErrorReply(const ControlError& error);

}  // namespace portone::control
