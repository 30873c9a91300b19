// SPDX-License-Identifier: MIT
// The replies of control calls: HTTP 200 with a JSON body, or an error in the format of the control
// API, {"error": {"code", "message", "parameter"}}.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/reply.h"
#include "base/enum_names.h"
#include "base/result.h"
#include "domain/result.h"
#include "json/json_fwd.h"
#include "json/writer.h"

namespace portone::control {

enum class ControlErrc : std::uint8_t {
  kMalformedRequest,
  kInvalidParameter,
  kAmbiguousSandbox,
  kUnauthorized,
  kForbidden,
  kUnknownPath,
  kUnknownSandbox,
  kNotFound,
  kMethodNotAllowed,
  kTimeout,
  kConflict,
  kCancelled,
  kNotVerified,
  kAdvanceLimit,
  kClockFile,
  kShopUnreachable,
  kTooManySandboxes,
  kPoisoned,
  kShuttingDown,
  kMemoryFull,
};

}  // namespace portone::control

namespace portone {

template <>
struct EnumNames<control::ControlErrc> {
  static constexpr std::array<std::string_view, 20> kNames{
      "malformed_request",  "invalid_parameter", "ambiguous_sandbox", "unauthorized",
      "forbidden",          "unknown_path",      "unknown_sandbox",   "not_found",
      "method_not_allowed", "timeout",           "conflict",          "cancelled",
      "not_verified",       "advance_limit",     "clock_file",        "shop_unreachable",
      "too_many_sandboxes", "poisoned",          "shutting_down",     "memory_full"};
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
int GetHttpStatus(ControlErrc code);

api::Reply MakeErrorReply(const ControlError& error);

/// An error of the engine: kPoisoned, or a conflict with the same message.
ControlError ToControlError(const Error& error);

/// The result of the engine, whose error is converted by ToControlError.
template <class T>
ControlResult<T> ToControlResult(Result<T> result) {
  if (!result.ok()) return ToControlError(result.error());
  return std::move(result).value();
}

/// The same, but an error with the code `not_found_code` becomes kNotFound of `parameter`.
template <class T>
ControlResult<T> ToControlResult(Result<T> result, Errc not_found_code,
                                 const std::string& parameter) {
  if (!result.ok() && result.error().code == not_found_code)
    return ControlError{ControlErrc::kNotFound, result.error().message, parameter};
  return ToControlResult(std::move(result));
}

/// A request's body without secrets, for lists; a note when the body was not stored.
std::string FormatBody(std::string_view content_type, const std::optional<std::string>& body);

/// Refuses what cannot be done while the clock is advancing.
ControlError MakeAdvancingError(std::string parameter = "");
/// Refuses new state beyond the bound on memory, in bytes.
ControlError MakeMemoryFullError(std::size_t limit);
/// Refuses to wait in an emulator that is being stopped.
ControlError MakeShuttingDownError();

/// A reply with the finished text of `json`, which is left empty.
inline api::Reply MakeJsonReply(json::Writer& json) {
  api::Reply reply;
  reply.body = json.Take();
  return reply;
}

/// A reply with a JSON document. Invalid UTF-8, such as in a receiver's response, is replaced.
api::Reply MakeJsonReply(const Json& json);

}  // namespace portone::control
