// SPDX-License-Identifier: MIT
// A row of the route table: one operation of the V1 API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/fields.h"
#include "api/reply.h"
#include "api/request.h"
#include "engine/directory.h"

namespace portone::api {

enum class Method : std::uint8_t { kGet, kPost, kPut, kDelete };

inline constexpr std::size_t kMethods = 4;

/// "GET", "POST", ...
std::string_view MethodText(Method method);

enum class Access : std::uint8_t {
  kOpen,   ///< answers anybody
  kToken,  ///< the service resolves the bearer token to a sandbox first
};

/// The values of the {parameters} of a path, in their order.
using PathValues = std::vector<std::string>;

/// One request on its way through a row.
struct Call {
  const Request& request;
  const PathValues& path;
  Fields fields;
  engine::Directory& directory;
  engine::SandboxPtr sandbox;  ///< set on kToken rows; an open row that finds one sets it
  TierCode tier{};             ///< for which sub-merchant the call is
  bool journalled = false;     ///< the handler ran a command
};

using Handler = Reply (*)(Call&);

struct Route {
  Method method;
  std::string_view path;  ///< "/payments/{imp_uid}"
  Access access;
  Handler handler;
};

/// Every operation of the V1 API, tag by tag in the order of the public reference.
std::span<const Route> RouteTable();

}  // namespace portone::api
