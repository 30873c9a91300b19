// SPDX-License-Identifier: MIT
// The replies of the browser side: files, pages, JSON, and errors in the format of the control API,
// {"error": {"code", "message", "parameter"}}. Every one may be read by pages of any origin.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"
#include "base/enum_names.h"
#include "json/strict_object.h"
#include "json/writer.h"
#include "web/files.h"

namespace portone::web {

enum class WebErrc : std::uint8_t {
  kMalformedRequest,
  kInvalidParameter,
  kUnknownPath,
  kNotFound,
  kMethodNotAllowed,
  kConflict,
  kPoisoned,
  kMemoryFull,
};

}  // namespace portone::web

namespace portone {

template <>
struct EnumNames<web::WebErrc> {
  static constexpr std::array<std::string_view, 8> kNames{
      "malformed_request",  "invalid_parameter", "unknown_path", "not_found",
      "method_not_allowed", "conflict",          "poisoned",     "memory_full"};
};

}  // namespace portone

namespace portone::web {

api::Reply MakeErrorReply(WebErrc code, std::string message, std::string_view parameter = "");

/// A reply with the finished text of `json`, which is left empty.
api::Reply MakeJsonReply(json::Writer& json);

/// Which pages may have a page of the emulator's in a frame.
enum class Framing : std::uint8_t { kByAnyPage, kByNone };

/// A file, with the content type of its extension. A page may load nothing but files of the
/// emulator, and runs no script within its HTML.
api::Reply MakeFileReply(const File& file, Framing framing = Framing::kByAnyPage);

/// The same with HTTP 404: the page itself says what is missing.
api::Reply MakeNotFoundPageReply(const File& file);

/// A script whose text is made for the request.
api::Reply MakeScriptReply(std::string text);

/// The reply to a preflight request, with which a browser asks whether a page may make a call.
api::Reply MakePreflightReply(std::string_view methods);

/// As json::ReadStrictBody, with the reply for what is wrong.
std::optional<api::Reply> ReadBody(const api::Request& request,
                                   const std::function<void(json::StrictObject&)>& read);

/// Lets pages of any origin read the reply. They get no credentials, and there are none.
void AllowAllOrigins(api::Reply& reply);

}  // namespace portone::web
