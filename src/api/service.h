// SPDX-License-Identifier: MIT
// The V1 API as a function from request to reply: route, authorise, serve. No sockets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/reply.h"
#include "api/request.h"
#include "api/router.h"
#include "engine/directory.h"

namespace portone::api {

/// A reply and the sandbox it came from, null when no sandbox was reached.
struct Served {
  Reply reply;
  engine::SandboxPtr sandbox;
  std::optional<Instant> now{};  ///< the sandbox's time when it was answered, where that is known
};

/// May be called from several threads at once.
class Service {
 public:
  /// REQUIRES: `directory` outlives the service.
  explicit Service(engine::Directory& directory);

  /// Never throws on account of what the request holds.
  Served Handle(const Request& request) const;

 private:
  engine::Directory& directory_;
  Router router_;
};

/// The access token that a request carries: the last word of Authorization, else
/// X-ImpTokenHeader, else the `_token` of the query; "" for none.
// FIDELITY: token-forms
std::string TokenOf(const Request& request, std::string_view query);

}  // namespace portone::api
