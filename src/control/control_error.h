// SPDX-License-Identifier: MIT
// The error format of the control API: {"error": {"code", "message", "parameter"}}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/reply.h"
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
  kCount,
};

struct ControlError {
  ControlErrc code;
  std::string message;
  std::string parameter;  ///< the invalid parameter, or ""
};

template <class T>
using ControlResult = BasicResult<T, ControlError>;

/// "invalid_parameter", ...
std::string_view ErrorCodeName(ControlErrc code);

/// The HTTP status of an error: 404, ...
int HttpStatus(ControlErrc code);

api::Reply ErrorReply(const ControlError& error);

}  // namespace portone::control
