// SPDX-License-Identifier: MIT
// Finds the row of a route table for a method and a path, for the V1 API and for the control API. A
// literal segment takes precedence over a {parameter}, regardless of the order of the rows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.h"
#include "base/enum_set.h"

namespace portone::api {

using MethodSet = EnumSet<Method>;

/// The value of the header Allow: "GET, HEAD, POST". GET implies HEAD.
std::string FormatAllow(MethodSet methods);

struct RouteMatch {
  std::optional<std::size_t> row;  ///< the index in the table; nullopt: no match
  PathValues values;
  MethodSet methods;  ///< allowed for the path; empty when the path is unknown
};

class Router {
 public:
  /// `table` is a range of rows with a `method` and a `path`: "/payments/{imp_uid}". REQUIRES: the
  /// texts of the paths outlive the router. A path that ends with "/*" matches any longer path that
  /// no other row matches; the segments after the prefix are its values.
  template <class Table>
  explicit Router(const Table& table) : Router(table, [](const auto& /*row*/) { return true; }) {}
  /// The same for the rows for which `includes` is true; indices remain those in `table`.
  template <class Table, class Predicate>
  Router(const Table& table, Predicate includes) {
    std::size_t index = 0;
    for (const auto& row : table) {
      if (includes(row)) Add(index, row.method, row.path);
      ++index;
    }
  }

  /// `method` is "GET", "POST", ... A {parameter} matches any segment that is not empty.
  RouteMatch Find(std::string_view method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    std::size_t row;
    Method method;
    std::vector<std::string_view> pattern;
  };
  void Add(std::size_t row, Method method, std::string_view path);
  static bool MatchesPattern(const Entry& entry, const std::vector<std::string>& segments);
  static bool IsMoreSpecific(const Entry& a, const Entry& b);

  RouteMatch FindByPrefix(std::string_view method, const std::vector<std::string>& segments) const;

  std::vector<std::vector<Entry>> by_length_;  // indexed by the number of segments
  std::vector<Entry> prefix_entries_;          // without their "*"
};

}  // namespace portone::api
