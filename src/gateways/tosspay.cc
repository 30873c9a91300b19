// SPDX-License-Identifier: MIT
// Toss Pay, old module: payment window only. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::tosspay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"name", {Operation::kWindow}},
}};

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{uuid}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = ""},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"tosstest"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "tosspay",
    .name = "토스페이 (구모듈)",
    .color = "#0064ff",
    .default_pg_id = "tosstest",
    .merchant_ids = kMerchantIds,
    .window = {.charges = true, .methods = {PayMethod::kCard}, .popup_on_pc = true},
    .payment_means = {.default_source = FundingSource::kMoney,
                      .is_wallet = true,
                      .money_method = PayMethod::kTrans},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .empty_money_approval_number = true},
    .required = kRequired,
};

}  // namespace portone::gateways::tosspay
