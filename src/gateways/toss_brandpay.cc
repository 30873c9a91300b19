// SPDX-License-Identifier: MIT
// Toss BrandPay: widget and cancellations only. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kTossBrandpay;

// FIDELITY: other-gateways
const GatewayRules kTossBrandpay{
    .code = "toss_brandpay",
    .name = "토스 브랜드페이",
    .default_pg_id = "brandpaytest",
    .window = {.charges = true, .default_method = PayMethod::kTossBrandpay},
    .means = {.is_wallet = true,
              .card = PayMethod::kTossBrandpay,
              .money = PayMethod::kTossBrandpay},
    .form = {.names_issuer = true},
    .instalments = {.list = QuotaList::kExact},
};

}  // namespace portone::gateways
