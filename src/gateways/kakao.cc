// SPDX-License-Identifier: MIT
// KakaoPay by LG CNS (discontinued): payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::kakao {

extern const GatewayRules kRules;

namespace {

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{mid}0101{time12}{digits:4}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://mms.cnspay.co.kr/trans/retrieveIssueLoader.do?TID={tid}&type=0"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"cnstest25m"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "kakao",
    .name = "카카오페이 (LG CNS)",
    .color = "#fee500",
    .default_pg_id = "cnstest25m",
    .merchant_ids = kMerchantIds,
    .window = {.charges = true},
    .payment_means = {.is_wallet = true},
    .format = {.transaction_numbers = kTransactionNumbers, .receipt_urls = kReceiptUrls},
};

}  // namespace portone::gateways::kakao
