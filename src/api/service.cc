// SPDX-License-Identifier: MIT
#include "api/service.h"

#include <utility>

#include "api/envelope.h"
#include "api/fields.h"
#include "api/serve.h"
#include "api/target.h"
#include "api/text.h"
#include "commands/tokens.h"

namespace portone::api {
namespace {

std::string QueryToken(std::string_view query) {
  const Result<RequestData> data = RequestData::Read(query, "", "");
  if (!data.ok()) return "";
  const auto token = data.value().fields().OptionalText("_token", 256);
  return token.ok() ? token.value().value_or("") : "";
}

/// The sandbox whose valid token the request carries. Refused: Unauthorized.
Result<engine::SandboxPtr> Authorize(engine::Directory& directory, const Request& request,
                                     std::string_view query) {
  const std::string token = TokenOf(request, query);
  engine::SandboxPtr sandbox = token.empty() ? nullptr : directory.FindByToken(token);
  if (sandbox == nullptr) return errors::Unauthorized();
  PORTONE_TRY([[maybe_unused]] const Done valid, sandbox->engine.Ask(commands::CheckToken{token}));
  return sandbox;
}

std::string_view PathOf(const Request& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

}  // namespace

std::string TokenOf(const Request& request, std::string_view query) {
  const std::string_view authorization = Trimmed(request.FindHeader("Authorization"));
  if (!authorization.empty()) {
    return std::string(authorization.substr(authorization.find_last_of(" \t") + 1));
  }
  const std::string_view legacy = Trimmed(request.FindHeader("X-ImpTokenHeader"));
  if (!legacy.empty()) return std::string(legacy);
  return query.find("_token") == std::string_view::npos ? "" : QueryToken(query);
}

engine::Cause CauseOf(const Request& request) {
  return {.kind = engine::CauseKind::kRequest,
          .method = request.method,
          .target = request.target,
          .content_type = std::string(request.FindHeader("Content-Type")),
          .user_agent = std::string(request.FindHeader("User-Agent")),
          .body = request.body};
}

Service::Service(engine::Directory& directory) : directory_(directory), router_(RouteTable()) {}

Served Service::Handle(const Request& request) const {
  const Result<Target> target = SplitTarget(request.target);
  if (!target.ok()) return {Refusal(target.error()), nullptr};
  const Match match = router_.Find(EffectiveMethod(request), target.value().segments);
  if (match.route == nullptr) {
    return {Refusal(match.path_exists ? errors::MethodNotAllowed(request.method, PathOf(request))
                                      : errors::UnknownPath(request.method, PathOf(request))),
            nullptr};
  }

  engine::SandboxPtr sandbox;
  if (match.route->access == Access::kToken) {
    Result<engine::SandboxPtr> authorized = Authorize(directory_, request, target.value().query);
    if (!authorized.ok()) return {Refusal(authorized.error()), nullptr};
    sandbox = std::move(authorized).value();
  }
  const Result<RequestData> data =
      RequestData::Read(target.value().query, request.FindHeader("Content-Type"), request.body);
  if (!data.ok()) return {Refusal(data.error()), sandbox};

  Call call{request, match.values, data.value().fields(), directory_, std::move(sandbox)};
  Reply reply = match.route->handler(call);
  if (call.sandbox) call.sandbox->had_api_calls.store(true, std::memory_order_relaxed);
  return {std::move(reply), std::move(call.sandbox)};
}

}  // namespace portone::api
