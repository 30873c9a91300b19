// SPDX-License-Identifier: MIT
// What is different about Naver Pay (결제형): keys by its window only, one registration for a buyer
// and a product. Evidence: docs/fidelity.md#naverpay
#include <array>

#include "domain/order.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNaverpay;

namespace {

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 10, .below = {"Fail", "10원 미만은 결제할 수 없습니다."}},
}};

/// Naver knows the buyer by the account; here by what the merchant sends.
Claims OneForProduct(const GatewayAsk& ask) {
  const std::string_view code = ask.order.extra.Text("naverProductCode");
  if (code.empty()) return {};
  Claims claims;
  claims.names.push_back("naverpay:" + ask.order.buyer.tel.value_or("") + ":" + std::string(code));
  return claims;
}

ReturnBy ReturnByMode(const GatewayAsk& ask) {
  return ask.order.extra.Flag("naverPopupMode") ? ReturnBy::kCallback : ReturnBy::kRedirect;
}

}  // namespace

// FIDELITY: naverpay
const GatewayRules kNaverpay{
    .code = "naverpay",
    .name = "네이버페이 (결제형)",
    .default_pg_id = "naverpaytest",
    .rest = {.again = true},
    .window = {.pays = true, .issue = WindowIssue::kKeyOnly},
    .limits = kLimits,
    .return_by = ReturnByMode,
    .claims = OneForProduct,
    .claimed = {"Fail", "이미 등록된 정기결제 정보입니다."},
};

}  // namespace portone::gateways
