// SPDX-License-Identifier: MIT
// A row of the route table, which describes one operation of the V1 API.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/fields.h"
#include "api/reply.h"
#include "api/request.h"
#include "base/http_method.h"
#include "domain/call_outcome.h"
#include "engine/sandbox_registry.h"

namespace portone::api {

enum class Access : std::uint8_t {
  kOpen,   ///< no token required
  kToken,  ///< the service first resolves the access token to a sandbox
};

/// Where an operation is known from.
enum class Basis : std::uint8_t {
  kReference,  ///< the public reference
  kClients,    ///< clients only: the reference does not describe it, or no longer does
};

/// The values of a path's {parameters}, in order.
using PathValues = std::vector<std::string>;

/// One request being handled by a route.
struct Call {
  const Request& request;
  const PathValues& path;
  Fields fields;
  engine::SandboxRegistry& registry;
  engine::SandboxPtr sandbox;        ///< set for kToken; a kOpen handler sets it when it finds one
  TierCode tier{};                   ///< the sub-merchant of the call
  std::optional<Profile> profile{};  ///< requested by the call; absent: the sandbox's
  engine::StoredBodyPtr body{};      ///< as the request log keeps it
  std::uint64_t sequence = 0;        ///< in the activity log; 0: not known yet
  bool is_journalled = false;        ///< set by the handler when it runs a command
  CallOutcome outcome{};             ///< set by the handler, as far as it is known
  /// The caller's hold of the sandbox; null when it has none. A handler may give it up once it
  /// needs nothing more of the sandbox.
  engine::Engine::Hold* hold = nullptr;
};

using Handler = Reply (*)(Call&);

struct Route {
  Method method;
  std::string_view path;  ///< "/payments/{imp_uid}"
  Access access;
  Handler handler;
  /// A sandbox may refuse what only clients know (UndocumentedRequests).
  Basis basis = Basis::kReference;
};

/// Every operation of the V1 API, by tag, in the order of the public reference, and what clients
/// call besides.
std::span<const Route> RouteTable();

}  // namespace portone::api
