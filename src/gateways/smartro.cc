// SPDX-License-Identifier: MIT
// Smartro, old module: payment window only. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::smartro {

extern const GatewayRules kRules;

namespace {

constexpr std::array<std::string_view, 1> kCancelRequired{"refund_tel"};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"iamport01m"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "smartro",
    .name = "스마트로 (구모듈)",
    .color = "#0068b7",
    .default_pg_id = "iamport01m",
    .merchant_ids = kMerchantIds,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank},
               .popup_on_pc = true},
    .cancel = {.required = kCancelRequired},
    .cash_receipts = {.issues = true, .issues_external = true},
};

}  // namespace portone::gateways::smartro
