// SPDX-License-Identifier: MIT
// Strict parsing of the body and the query of a control request: the error names the unknown key or
// parameter, or the one with a wrong type.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "base/instant.h"
#include "control/control_reply.h"
#include "json/strict_object.h"

namespace portone::control {

/// Passes the body's object to `read` (an empty object for an empty body), then reports the keys
/// that `read` did not take. Errors: kMalformedRequest; kInvalidParameter, whose message lists all
/// problems (beyond 100, only how many more there are) and whose parameter is that of the first.
ControlResult<Done> ReadBody(const api::Request& request,
                             const std::function<void(json::StrictObject&)>& read);

/// The decoded query of a control request.
class QueryParameters {
 public:
  /// `known_names`: the parameters of the route, apart from `sandbox`, which is always allowed.
  /// Errors: kMalformedRequest, kInvalidParameter.
  static ControlResult<QueryParameters> Read(std::string_view query,
                                             const std::vector<std::string_view>& known_names);

  /// An empty value counts as absent.
  std::optional<std::string> Text(std::string_view name) const;
  /// Error kInvalidParameter when the value is not a whole number from 0 to `max`.
  ControlResult<std::optional<std::int64_t>> Integer(std::string_view name, std::int64_t max) const;
  /// A time in ISO 8601, whose "+" may be unescaped. Error: kInvalidParameter.
  ControlResult<std::optional<Instant>> Time(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace portone::control
