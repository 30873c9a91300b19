// SPDX-License-Identifier: MIT
// The V1 API as a function from request to reply: route, authorize, serve. No sockets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/fields.h"
#include "api/reply.h"
#include "api/request.h"
#include "api/router.h"
#include "api/target.h"
#include "engine/sandbox_registry.h"

namespace portone::api {

/// A reply and the sandbox that produced it; null when no sandbox was identified.
struct ServiceResult {
  Reply reply;
  engine::SandboxPtr sandbox;
  std::optional<Instant> now{};  ///< the sandbox's time of the reply, if known
  /// The call's number in the sandbox's activity log; 0: it has none. Webhooks may wait for its
  /// reply (Engine::EndReply).
  std::uint64_t sequence = 0;
};

/// A request whose route and sandbox have been looked up, before anything is done.
struct RoutedRequest {
  const Request& request;
  Result<Target> target;
  RouteMatch match{};
  std::string token{};  ///< sent with the request; "" for a route that needs none
  /// The sandbox that the request is for; null when its token or key belongs to none.
  engine::SandboxPtr sandbox{};
  /// Whether the request may create a sandbox, which can take long.
  bool may_create = false;
  /// The request's parameters; nullopt when no handler will be called.
  std::optional<Result<RequestData>> data{};
};

/// Thread safety: may be called from several threads at once.
class Service {
 public:
  /// REQUIRES: `registry` outlives the service.
  explicit Service(engine::SandboxRegistry& registry);

  /// Never throws because of the request's content.
  ServiceResult Handle(const Request& request) const { return Serve(Route(request)); }

  /// The two halves of Handle. `Route` waits for no sandbox, and parses all that can be parsed
  /// without one. REQUIRES: `request` outlives the result.
  RoutedRequest Route(const Request& request) const;
  /// `hold` is the caller's hold of the sandbox, if it has one: `Serve` then does not wait for the
  /// sandbox, and gives up the hold as soon as it is no longer needed.
  ServiceResult Serve(const RoutedRequest& routed, engine::Engine::Hold* hold = nullptr) const;

 private:
  engine::SandboxRegistry& registry_;
  Router router_;
  Router documented_router_;  // the same rows, without those that only clients know
};

/// The access token of a request: the last word of Authorization, else X-ImpTokenHeader, else the
/// query's `_token`; "" when there is none.
// FIDELITY: token-forms
std::string FindToken(const Request& request, std::string_view query);

}  // namespace portone::api
