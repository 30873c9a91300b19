// SPDX-License-Identifier: MIT
// Finds the route for a method and a path. A literal segment takes precedence over a {parameter},
// regardless of the order of the routes.
#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.h"

namespace portone::api {

/// A set of methods, indexed by enum value.
using MethodSet = std::bitset<kMethods>;

/// The value of the header Allow: "GET, HEAD, POST". GET implies HEAD.
std::string FormatAllow(const MethodSet& methods);

struct RouteMatch {
  const Route* route = nullptr;  ///< null: no match
  PathValues values;
  MethodSet methods;  ///< allowed for the path; empty when the path is unknown
};

class Router {
 public:
  /// REQUIRES: `routes` outlives the router.
  explicit Router(std::span<const Route> routes);

  RouteMatch Find(std::string_view method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    const Route* route;
    std::vector<std::string_view> pattern;
  };
  static bool MatchesPattern(const Entry& entry, const std::vector<std::string>& segments);
  static bool IsMoreSpecific(const Entry& a, const Entry& b);

  std::vector<std::vector<Entry>> by_length_;  // indexed by the number of segments
};

}  // namespace portone::api
