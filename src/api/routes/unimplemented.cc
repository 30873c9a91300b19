// SPDX-License-Identifier: MIT
// Documented operations that are not emulated yet. When one is implemented, its row moves to the
// file of its tag.
#include <array>

#include "api/envelope.h"
#include "api/routes/tags.h"
#include "domain/errors.h"

namespace portone::api {
namespace {

Reply ServeUnimplemented(Call& call) {
  const std::string_view target = call.request.target;
  return MakeErrorReply(
      errors::NotImplemented(call.request.method, target.substr(0, target.find('?'))));
}

constexpr Route Unimplemented(Method method, std::string_view path) {
  return {method, path, Access::kToken, ServeUnimplemented};
}

constexpr std::array kUnimplementedRoutes{};

}  // namespace

std::span<const Route> UnimplementedRoutes() {
  return kUnimplementedRoutes;
}

}  // namespace portone::api
