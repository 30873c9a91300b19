// SPDX-License-Identifier: MIT
// JTNet (discontinued): issues keys over REST and in the window, which charges unless the amount is
// zero. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::jtnet {

extern const GatewayRules kRules;

namespace {

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.payments = {.origins = {PaymentOrigin::kOnetime, PaymentOrigin::kKeyCharge}},
     .pattern = "{mid}0124{time12}{digits:4}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.payments = {.origins = {PaymentOrigin::kOnetime, PaymentOrigin::kKeyCharge}},
     .url = "https://www.tpay.co.kr/issue/ChkIssueLoader.jsp?TID={tid}&type=0"},
}};

constexpr std::array<KnownMerchantId, 2> kMerchantIds{{
    {"tpaytest7m"},
    {"tpaytest2m"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "jtnet",
    .name = "JTNet",
    .default_pg_id = "tpaytest7m",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kChargesIfNonZero,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .issue_methods = {PayMethod::kCard}},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .vbank = {.ends_with_day = true}},
};

}  // namespace portone::gateways::jtnet
