// SPDX-License-Identifier: MIT
// Naver Pay (주문형): the buyer orders products at Naver Pay, which ships and cancels each of them
// on its own. Evidence: docs/behaviour/naver-orders.md
#include <optional>

#include "domain/order.h"
#include "domain/ordered_products.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::naverco {

extern const GatewayRules kRules;

namespace {

// FIDELITY: ordered-products
std::optional<GatewayError> CheckProducts(const GatewayRequest& request) {
  const OrderedProducts products = ReadOrderedProducts(request.order.extra);
  if (products.wrong_parameter) {
    return GatewayError{"EM45", "네이버페이 상품정보 오류 : " + *products.wrong_parameter};
  }
  if (products.lines.empty()) {
    request.Warn("naverProducts is missing: Naver Pay needs the products of an order");
  } else if (products.Total() != request.order.amount) {
    request.Warn("the amount is not that of naverProducts, which is what Naver Pay charges");
  }
  return std::nullopt;
}

/// On a PC the page is left, too, unless it asks for a popup.
// FIDELITY: browser-script
ReturnBy ChooseReturnBy(const GatewayRequest& request) {
  const bool has_popup = request.device == Device::kPc && request.order.extra.Flag("popup");
  if (has_popup || request.redirect_url == nullptr) return hooks::ChooseReturnByDevice(request);
  return ReturnBy::kRedirect;
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "naverco",
    .name = "네이버페이 (주문형)",
    .color = "#03c75a",
    .default_pg_id = "navercotest",
    .window = {.charges = true, .popup_parameter = "popup", .redirects_unless = "popup"},
    .cancel = {.partial = false},
    .optional_operations = {.product_orders = true},
    .check_order = CheckProducts,
    .return_by = ChooseReturnBy,
};

}  // namespace portone::gateways::naverco
