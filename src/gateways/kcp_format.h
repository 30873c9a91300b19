// SPDX-License-Identifier: MIT
// The formats of payments at KCP, the same for all of its modules.
// Evidence: docs/behaviour/payment-means.md#payment-forms
#pragma once

#include <array>

#include "domain/gateway_rules.h"

namespace portone::gateways::kcp {

// FIDELITY: payment-forms
inline constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{year}{digits:12}"},
}};

inline constexpr std::array<ReceiptUrlPattern, 4> kReceiptUrls{{
    {.payments = {.methods = {PayMethod::kTrans}},
     .url = "https://admin8.kcp.co.kr/assist/"
            "bill.BillActionNew.do?cmd=acnt_bill&tno={tid}&order_no={imp_uid}&trade_mony={amount}"},
    {.payments = {.methods = {PayMethod::kVbank}},
     .url = "https://admin8.kcp.co.kr/assist/"
            "bill.BillActionNew.do?cmd=vcnt_bill&tno={tid}&order_no={imp_uid}&trade_mony={amount}"},
    {.payments = {.methods = {PayMethod::kPhone}},
     .url =
         "https://admin8.kcp.co.kr/assist/"
         "bill.BillActionNew.do?cmd=mcash_bill&tno={tid}&order_no={imp_uid}&trade_mony={amount}"},
    {.payments = {.methods = kCardOrWallet},
     .url = "https://admin8.kcp.co.kr/assist/"
            "bill.BillActionNew.do?cmd=card_bill&tno={tid}&order_no={imp_uid}&trade_mony={amount}"},
}};

inline constexpr std::array<StandardCode, 1> kCompanies{{
    {"371", "농협카드"},
}};

inline constexpr PaymentFormat kPaymentFormat{.transaction_numbers = kTransactionNumbers,
                                              .receipt_urls = kReceiptUrls,
                                              .mask = {.character = '0'},
                                              .companies = kCompanies};

}  // namespace portone::gateways::kcp
