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

constexpr std::array kUnimplementedRoutes{
    // receipts
    Unimplemented(Method::kGet, "/receipts/{imp_uid}"),
    Unimplemented(Method::kPost, "/receipts/{imp_uid}"),
    Unimplemented(Method::kDelete, "/receipts/{imp_uid}"),
    Unimplemented(Method::kGet, "/receipts/external/{merchant_uid}"),
    Unimplemented(Method::kPost, "/receipts/external/{merchant_uid}"),
    Unimplemented(Method::kDelete, "/receipts/external/{merchant_uid}"),
    // cvs
    Unimplemented(Method::kPost, "/cvs"),
    Unimplemented(Method::kDelete, "/cvs/{imp_uid}"),
};

}  // namespace

std::span<const Route> UnimplementedRoutes() {
  return kUnimplementedRoutes;
}

}  // namespace portone::api
