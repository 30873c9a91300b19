// SPDX-License-Identifier: MIT
// PAYCO: issues keys in the window without a charge; the buyer chooses the payment method inside
// PAYCO. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::payco {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 2> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
    {"name", {Operation::kWindow}},
}};

// FIDELITY: payment-forms
constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.payments = {.methods = {PayMethod::kCard}},
     .url = "https://alpha-bill.payco.com/outseller/receipt/{tid}?receiptKind=card"},
}};

constexpr std::array<KnownMerchantId, 2> kMerchantIds{{
    {"PARTNERTEST"},
    {"AUTOPAY"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "payco",
    .name = "페이코",
    .color = "#fa2828",
    .default_pg_id = "PARTNERTEST",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true, .key_issuance = KeyIssuance::kKeyOnly, .popup_on_pc = true},
    .payment_means = {.is_wallet = true},
    .format = {.receipt_urls = kReceiptUrls},
    .cancel = {.requires_tax_free = true},
    .optional_operations = {.balance = true, .order_status = true},
    .required = kRequired,
    .return_by = hooks::ReturnByCallback,
};

}  // namespace portone::gateways::payco
