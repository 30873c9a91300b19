// SPDX-License-Identifier: MIT
// Operations of the reference that are not emulated yet. A row moves to its tag's file when it is.
#include <array>

#include "api/envelope.h"
#include "api/routes/tags.h"

namespace portone::api {
namespace {

Reply NotBuilt(Call& call) {
  const std::string_view target = call.request.target;
  return Refusal(errors::NotBuilt(call.request.method, target.substr(0, target.find('?'))));
}

constexpr Route Missing(Method method, std::string_view path) {
  return {method, path, Access::kToken, NotBuilt};
}

constexpr std::array kRoutes{
    // subscribe.customer
    // certifications
    Missing(Method::kGet, "/certifications/{imp_uid}"),
    Missing(Method::kDelete, "/certifications/{imp_uid}"),
    Missing(Method::kPost, "/certifications/otp/request"),
    Missing(Method::kPost, "/certifications/otp/confirm/{imp_uid}"),
    // receipts
    Missing(Method::kGet, "/receipts/{imp_uid}"),
    Missing(Method::kPost, "/receipts/{imp_uid}"),
    Missing(Method::kDelete, "/receipts/{imp_uid}"),
    Missing(Method::kGet, "/receipts/external/{merchant_uid}"),
    Missing(Method::kPost, "/receipts/external/{merchant_uid}"),
    Missing(Method::kDelete, "/receipts/external/{merchant_uid}"),
    // partners
    Missing(Method::kPost, "/partners/receipts/{imp_uid}"),
    // escrow.logis
    Missing(Method::kGet, "/escrows/logis/{imp_uid}"),
    Missing(Method::kPut, "/escrows/logis/{imp_uid}"),
    Missing(Method::kPost, "/escrows/logis/{imp_uid}"),
    // naver
    Missing(Method::kPost, "/payments/{imp_uid}/naver/cancel"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/approve-cancel"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/ship"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/ship-exchanged"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/collect-exchanged"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/place"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/request-return"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/approve-return"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/reject-return"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/withhold-return"),
    Missing(Method::kPost, "/payments/{imp_uid}/naver/resolve-return"),
    Missing(Method::kGet, "/payments/{imp_uid}/naver/product-orders"),
    Missing(Method::kGet, "/naver/product-orders/{product_order_id}"),
    Missing(Method::kGet, "/naver/reviews"),
    // kcpquick
    Missing(Method::kDelete, "/kcpquick/members/{member_id}"),
    Missing(Method::kPost, "/kcpquick/payment/money"),
    Missing(Method::kPut, "/kcpquick/prepare/{merchant_uid}"),
    Missing(Method::kPost, "/kcpquick/prepare/{merchant_uid}"),
    Missing(Method::kPost, "/kcpquick/payment/autopay"),
    Missing(Method::kDelete, "/kcpquick/autopay/{customer_uid}"),
    Missing(Method::kPost, "/kcpquick/members/{member_id}/fido/release"),
    // payco
    Missing(Method::kPost, "/payco/orders/status/{imp_uid}"),
    // benepia
    Missing(Method::kPost, "/benepia/point"),
    Missing(Method::kPost, "/benepia/payment"),
    // cvs
    Missing(Method::kPost, "/cvs"),
    Missing(Method::kDelete, "/cvs/{imp_uid}"),
};

}  // namespace

std::span<const Route> NotBuiltRoutes() {
  return kRoutes;
}

}  // namespace portone::api
