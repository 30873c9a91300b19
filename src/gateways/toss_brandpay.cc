// SPDX-License-Identifier: MIT
// Toss BrandPay: issues keys in its widget without a charge. Evidence:
// docs/gateways/others.md#other-gateways
#include "domain/errors.h"
#include "domain/order.h"
#include "gateways/registry.h"

namespace portone::gateways::toss_brandpay {

extern const GatewayRules kRules;

namespace {

/// A key belongs to a customer of the widget.
std::optional<GatewayError> CheckWindow(const GatewayRequest& request) {
  const bool issues = request.operation == Operation::kWindow && request.customer_uid != nullptr;
  if (!issues || request.order.extra.Has("customer_id")) return std::nullopt;
  return GatewayError{"", errors::MissingParameter("customer_id").message};
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "toss_brandpay",
    .name = "토스 브랜드페이",
    .color = "#0064ff",
    .default_pg_id = "brandpaytest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .default_method = PayMethod::kTossBrandpay},
    .payment_means = {.is_wallet = true,
                      .card_method = PayMethod::kTossBrandpay,
                      .money_method = PayMethod::kTossBrandpay},
    .format = {.names_issuer = true},
    .instalments = {.list = QuotaList::kExact},
    .check_order = CheckWindow,
    .return_by = hooks::ReturnByCallback,
};

}  // namespace portone::gateways::toss_brandpay
