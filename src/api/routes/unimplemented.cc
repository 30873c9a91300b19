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
    // partners
    Unimplemented(Method::kPost, "/partners/receipts/{imp_uid}"),
    // escrow.logis
    Unimplemented(Method::kGet, "/escrows/logis/{imp_uid}"),
    Unimplemented(Method::kPut, "/escrows/logis/{imp_uid}"),
    Unimplemented(Method::kPost, "/escrows/logis/{imp_uid}"),
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
    // kcpquick
    Unimplemented(Method::kDelete, "/kcpquick/members/{member_id}"),
    Unimplemented(Method::kPost, "/kcpquick/payment/money"),
    Unimplemented(Method::kPut, "/kcpquick/prepare/{merchant_uid}"),
    Unimplemented(Method::kPost, "/kcpquick/prepare/{merchant_uid}"),
    Unimplemented(Method::kPost, "/kcpquick/payment/autopay"),
    Unimplemented(Method::kDelete, "/kcpquick/autopay/{customer_uid}"),
    Unimplemented(Method::kPost, "/kcpquick/members/{member_id}/fido/release"),
    // payco
    Unimplemented(Method::kPost, "/payco/orders/status/{imp_uid}"),
    // benepia
    Unimplemented(Method::kPost, "/benepia/point"),
    Unimplemented(Method::kPost, "/benepia/payment"),
};

}  // namespace

std::span<const Route> UnimplementedRoutes() {
  return kUnimplementedRoutes;
}

}  // namespace portone::api
