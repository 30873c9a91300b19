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
    // naver
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/cancel"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/approve-cancel"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/ship"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/ship-exchanged"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/collect-exchanged"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/place"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/request-return"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/approve-return"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/reject-return"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/withhold-return"),
    Unimplemented(Method::kPost, "/payments/{imp_uid}/naver/resolve-return"),
    Unimplemented(Method::kGet, "/payments/{imp_uid}/naver/product-orders"),
    Unimplemented(Method::kGet, "/naver/product-orders/{product_order_id}"),
    Unimplemented(Method::kGet, "/naver/reviews"),
    // cvs
    Unimplemented(Method::kPost, "/cvs"),
    Unimplemented(Method::kDelete, "/cvs/{imp_uid}"),
};

}  // namespace

std::span<const Route> UnimplementedRoutes() {
  return kUnimplementedRoutes;
}

}  // namespace portone::api
