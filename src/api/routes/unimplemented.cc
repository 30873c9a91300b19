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
    // partners
    Unimplemented(Method::kPost, "/partners/receipts/{imp_uid}"),
    // escrow.logis
    Unimplemented(Method::kGet, "/escrows/logis/{imp_uid}"),
    Unimplemented(Method::kPut, "/escrows/logis/{imp_uid}"),
    Unimplemented(Method::kPost, "/escrows/logis/{imp_uid}"),
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
    // cvs
    Unimplemented(Method::kPost, "/cvs"),
    Unimplemented(Method::kDelete, "/cvs/{imp_uid}"),
};

}  // namespace

std::span<const Route> UnimplementedRoutes() {
  return kUnimplementedRoutes;
}

}  // namespace portone::api
