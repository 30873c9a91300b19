// SPDX-License-Identifier: MIT
// Finds the row for a method and a path. A literal segment beats a {parameter}, whatever the order
// of the rows.
#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.h"

namespace portone::api {

/// Some of the methods, by their numbers.
using MethodSet = std::bitset<kMethods>;

/// "GET, HEAD, POST": as the header Allow lists them. HEAD is answered where GET is.
std::string AllowText(const MethodSet& methods);

struct Match {
  const Route* route = nullptr;  ///< null: no row
  PathValues values;
  MethodSet methods;  ///< with which the path has a row; none: there is no such path
};

class Router {
 public:
  /// REQUIRES: `routes` outlives the router.
  explicit Router(std::span<const Route> routes);

  Match Find(std::string_view method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    const Route* route;
    std::vector<std::string_view> pattern;
  };
  static bool Fits(const Entry& entry, const std::vector<std::string>& segments);
  static bool MoreLiteral(const Entry& a, const Entry& b);

  std::vector<std::vector<Entry>> by_length_;  // index: number of segments
};

}  // namespace portone::api
