// SPDX-License-Identifier: MIT
#include "web/web_reply.h"

#include <cstddef>
#include <utility>

#include "json/strict_body.h"

namespace portone::web {
namespace {

constexpr std::array<int, EnumNames<WebErrc>::kNames.size()> kHttpStatuses{400, 400, 404, 404,
                                                                           405, 409, 500, 503};

/// Nothing from elsewhere, and no script or style within the HTML: what a merchant's page sends
/// cannot become one.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

struct Type {
  std::string_view ending;
  std::string_view content_type;
};

constexpr std::array<Type, 4> kTypes{{{".html", "text/html; charset=utf-8"},
                                      {".css", "text/css; charset=utf-8"},
                                      {".js", "text/javascript; charset=utf-8"},
                                      {".svg", "image/svg+xml"}}};

std::string_view GetContentType(std::string_view path) {
  for (const Type& type : kTypes) {
    if (path.ends_with(type.ending)) return type.content_type;
  }
  return "application/octet-stream";
}

void AddSecurityHeaders(api::Reply& reply) {
  reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
  reply.headers.push_back({"Referrer-Policy", "no-referrer"});
  reply.headers.push_back({"Cache-Control", "no-cache"});
}

}  // namespace

api::Reply MakeErrorReply(WebErrc code, std::string message, std::string_view parameter) {
  json::Writer json;
  json.BeginObject().Key("error").BeginObject();
  const bool has_parameter = !parameter.empty();
  json.Field("code", Name(code))
      .Field("message", message)
      .Field("parameter", has_parameter ? std::optional(parameter) : std::nullopt);
  json.EndObject().EndObject();
  api::Reply reply = MakeJsonReply(json);
  reply.status = kHttpStatuses.at(static_cast<std::size_t>(code));
  reply.message = std::move(message);
  return reply;
}

api::Reply MakeJsonReply(json::Writer& json) {
  api::Reply reply;
  reply.body = json.Take();
  reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
  reply.headers.push_back({"Cache-Control", "no-store"});
  return reply;
}

api::Reply MakeFileReply(const File& file, Framing framing) {
  api::Reply reply;
  reply.body = file.text;
  reply.content_type = GetContentType(file.path);
  AddSecurityHeaders(reply);
  std::string policy(kContentSecurityPolicy);
  if (framing == Framing::kByNone) policy += "; frame-ancestors 'none'";
  reply.headers.push_back({"Content-Security-Policy", std::move(policy)});
  return reply;
}

api::Reply MakeNotFoundPageReply(const File& file) {
  api::Reply reply = MakeFileReply(file);
  reply.status = kHttpStatuses.at(static_cast<std::size_t>(WebErrc::kNotFound));
  return reply;
}

api::Reply MakeScriptReply(std::string text) {
  api::Reply reply;
  reply.body = std::move(text);
  reply.content_type = "text/javascript; charset=utf-8";
  AddSecurityHeaders(reply);
  return reply;
}

api::Reply MakePreflightReply(std::string_view methods) {
  api::Reply reply;
  reply.status = 204;
  reply.headers.push_back({"Allow", std::string(methods)});
  reply.headers.push_back({"Access-Control-Allow-Methods", std::string(methods)});
  reply.headers.push_back({"Access-Control-Allow-Headers", "Content-Type"});
  reply.headers.push_back({"Access-Control-Allow-Private-Network", "true"});
  reply.headers.push_back({"Access-Control-Max-Age", "600"});
  return reply;
}

std::optional<api::Reply> ReadBody(const api::Request& request,
                                   const std::function<void(json::StrictObject&)>& read) {
  auto problem = json::ReadStrictBody(request.body, read);
  if (!problem) return std::nullopt;
  return MakeErrorReply(problem->is_json ? WebErrc::kInvalidParameter : WebErrc::kMalformedRequest,
                        std::move(problem->message), problem->parameter);
}

void AllowAllOrigins(api::Reply& reply) {
  reply.headers.push_back({"Access-Control-Allow-Origin", "*"});
}

}  // namespace portone::web
