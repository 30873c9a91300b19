// SPDX-License-Identifier: MIT
#include "control/control_reply.h"

#include <array>
#include <cstddef>

#include "domain/errors.h"
#include "json/json.h"
#include "json/redact.h"
#include "json/writer.h"

namespace portone::control {
namespace {

struct StatusRow {
  ControlErrc code;
  int http_status;
};

constexpr std::array<StatusRow, EnumNames<ControlErrc>::kNames.size()> kStatuses{{
    {ControlErrc::kMalformedRequest, 400}, {ControlErrc::kInvalidParameter, 400},
    {ControlErrc::kAmbiguousSandbox, 400}, {ControlErrc::kUnauthorized, 401},
    {ControlErrc::kForbidden, 403},        {ControlErrc::kUnknownPath, 404},
    {ControlErrc::kUnknownSandbox, 404},   {ControlErrc::kNotFound, 404},
    {ControlErrc::kMethodNotAllowed, 405}, {ControlErrc::kTimeout, 408},
    {ControlErrc::kConflict, 409},         {ControlErrc::kCancelled, 409},
    {ControlErrc::kNotVerified, 409},      {ControlErrc::kAdvanceLimit, 422},
    {ControlErrc::kClockFile, 409},        {ControlErrc::kShopUnreachable, 409},
    {ControlErrc::kTooManySandboxes, 429}, {ControlErrc::kPoisoned, 500},
    {ControlErrc::kShuttingDown, 503},     {ControlErrc::kMemoryFull, 503},
}};

constexpr bool StatusesMatchEnumOrder() {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    if (kStatuses[i].code != static_cast<ControlErrc>(i)) return false;
  }
  return true;
}
static_assert(StatusesMatchEnumOrder(), "one row per ControlErrc, in the order of the enum");

}  // namespace

int GetHttpStatus(ControlErrc code) {
  return kStatuses.at(static_cast<std::size_t>(code)).http_status;
}

api::Reply MakeErrorReply(const ControlError& error) {
  json::Writer json;
  json.BeginObject().Key("error").BeginObject();
  json.Field("code", Name(error.code)).Field("message", error.message);
  if (error.parameter.empty()) {
    json.Field("parameter", nullptr);
  } else {
    json.Field("parameter", error.parameter);
  }
  json.EndObject().EndObject();
  api::Reply reply;
  reply.status = GetHttpStatus(error.code);
  reply.message = error.message;
  reply.body = json.Take();
  return reply;
}

ControlError ToControlError(const Error& error) {
  ControlErrc code = ControlErrc::kConflict;
  if (error.code == Errc::kPoisoned) code = ControlErrc::kPoisoned;
  if (error.code == Errc::kMemoryFull) code = ControlErrc::kMemoryFull;
  return {code, error.message, ""};
}

std::string FormatBody(std::string_view content_type, const std::optional<std::string>& body) {
  return body ? json::RedactBody(content_type, *body) : "(body not kept)";
}

ControlError MakeAdvancingError(std::string parameter) {
  return {ControlErrc::kConflict, errors::Advancing().message, std::move(parameter)};
}

ControlError MakeMemoryFullError(std::size_t limit) {
  return {ControlErrc::kMemoryFull, errors::MemoryFull(limit).message, ""};
}

ControlError MakeShuttingDownError() {
  return {ControlErrc::kShuttingDown, "the emulator is being stopped", ""};
}

api::Reply MakeJsonReply(const Json& json) {
  api::Reply reply;
  reply.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return reply;
}

}  // namespace portone::control
