// SPDX-License-Identifier: MIT
// The V1 API as a function from request to reply: route, authorize, serve. No sockets.
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

/// A reply and the sandbox that produced it; null when no sandbox was identified.
struct ServiceResult {
  Reply reply;
  engine::SandboxPtr sandbox;
  std::optional<Instant> now{};  ///< the sandbox's time of the reply, if known
};

/// Thread safety: may be called from several threads at once.
class Service {
 public:
  /// REQUIRES: `directory` outlives the service.
  explicit Service(engine::Directory& directory);

  /// Never throws because of the request's content.
  ServiceResult Handle(const Request& request) const;

 private:
  engine::Directory& directory_;
  Router router_;
};

/// The access token of a request: the last word of Authorization, else X-ImpTokenHeader, else the
/// query's `_token`; "" when there is none.
// FIDELITY: token-forms
std::string FindToken(const Request& request, std::string_view query);

}  // namespace portone::api
