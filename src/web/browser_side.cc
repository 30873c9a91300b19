// SPDX-License-Identifier: MIT
#include "web/browser_side.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/target.h"
#include "base/path_prefixes.h"
#include "json/text.h"
#include "web/web_reply.h"

namespace portone::web {
namespace {

/// What the other paths begin with, so that most calls of the V1 API are ruled out at once.
constexpr std::array<std::string_view, 5> kPrefixes{"/v1/", "/js/", "/users/pg/", "/payments/",
                                                    "/certificates/"};

bool IsOwnPath(std::string_view target) {
  if (!target.starts_with(kBrowserPrefix)) return false;
  const std::string_view rest = target.substr(kBrowserPrefix.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

bool MayBeOurs(const api::Request& request) {
  const std::string_view target = request.target;
  if (IsOwnPath(target)) return true;
  const bool has_prefix =
      std::any_of(kPrefixes.begin(), kPrefixes.end(),
                  [target](std::string_view prefix) { return target.starts_with(prefix); });
  return has_prefix && request.FindHeader("Authorization").empty() &&
         request.FindHeader("X-ImpTokenHeader").empty();
}

api::RouteMatch FindRoute(const api::Request& request) {
  static const api::Router kRouter(BrowserRoutes());
  const Result<api::Target> target = api::SplitTarget(request.target);
  if (!target.ok()) return {};
  return kRouter.Find(api::GetEffectiveMethod(request), target.value().segments);
}

std::string_view GetQuery(const api::Request& request) {
  const std::string_view target = request.target;
  const std::size_t question_mark = target.find('?');
  return question_mark == std::string_view::npos ? std::string_view{}
                                                 : target.substr(question_mark + 1);
}

std::string GetPath(const api::Request& request) {
  return request.target.substr(0, request.target.find('?'));
}

}  // namespace

std::span<const BrowserRoute> BrowserRoutes() {
  static const std::vector<BrowserRoute> kTable = [] {
    std::vector<BrowserRoute> table;
    for (const auto routes : {FileRoutes(), WindowRoutes(), ChannelListRoutes(), PopupListRoutes()})
      table.insert(table.end(), routes.begin(), routes.end());
    return table;
  }();
  return kTable;
}

BrowserWait BrowserSide::Match::wait() const {
  return route.row ? BrowserRoutes()[*route.row].wait : BrowserWait::kNever;
}

std::optional<BrowserSide::Match> BrowserSide::Find(const api::Request& request) {
  if (!MayBeOurs(request)) return std::nullopt;
  Match match{FindRoute(request)};
  const bool has_route =
      match.route.row || (request.method == "OPTIONS" && !match.route.methods.empty());
  if (!has_route && !IsOwnPath(request.target)) return std::nullopt;
  return match;
}

api::ServiceResult BrowserSide::Handle(const api::Request& request, const Match& found) const {
  const api::RouteMatch& match = found.route;
  api::Reply reply;
  engine::SandboxPtr sandbox;
  if (!json::IsUtf8(request.target)) {
    reply = MakeErrorReply(WebErrc::kMalformedRequest, "the target is not UTF-8");
  } else if (match.row) {
    BrowserCall call{request, GetQuery(request), context_, match.values};
    reply = BrowserRoutes()[*match.row].handler(call);
    sandbox = std::move(call.sandbox);
  } else if (match.methods.empty()) {
    reply =
        MakeErrorReply(WebErrc::kUnknownPath, "the browser side has no path " + GetPath(request));
  } else if (request.method == "OPTIONS") {
    reply = MakePreflightReply(api::FormatAllow(match.methods) + ", OPTIONS");
  } else {
    reply = MakeErrorReply(WebErrc::kMethodNotAllowed,
                           request.method + " is not allowed for " + GetPath(request));
    reply.headers.push_back({"Allow", api::FormatAllow(match.methods) + ", OPTIONS"});
  }
  AllowAllOrigins(reply);
  return {std::move(reply), std::move(sandbox)};
}

}  // namespace portone::web
