// SPDX-License-Identifier: MIT
// Toss Payments' old module, formerly LG U+: payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::uplus {

extern const GatewayRules kRules;

namespace {

constexpr std::array<AmountLimit, 1> kLimits{{
    {.min = 100,
     .below_min_error =
         {"J012", "신용카드로 결제 하실 수 있는 최소 금액은 100원 입니다. 상점으로 문의 바랍니다."},
     .methods = {PayMethod::kCard}},
}};

constexpr std::array<ErrorText, 4> kErrors{{
    {"A016", "중복된 주문번호입니다."},
    {"C053", "부분취소금액이 원금액보다 큽니다."},
    {"C085", "빌링을 위한 빌링KEY가 올바르지 않습니다"},
    {"C103", "부분취소 불가 가맹점입니다."},
}};

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{mid:5}{time}{alnum:5}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "http://pgweb.dacom.net:7085/pg/wmp/etc/jsp/"
            "Receipt_Link.jsp?mertid={mid}&tid={tid}&authdata={hex:32}"},
}};

constexpr std::array<AccountFormat, 3> kAccounts{{
    {"004", "국민", "X{digits:14}"},
    {"088", "신한", "X{digits:13}"},
    {.number = "X{digits:13}"},
}};

constexpr std::array<StandardCode, 1> kCompanies{{
    {"366", "신한(구.LG카드 포함)카드"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"tlgdacomxpay"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "uplus",
    .name = "토스페이먼츠 (구모듈)",
    .color = "#e6007e",
    .default_pg_id = "tlgdacomxpay",
    .merchant_ids = kMerchantIds,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kApplepay, PayMethod::kTosspay,
                           PayMethod::kNaverpay, PayMethod::kKakaopay, PayMethod::kLpay,
                           PayMethod::kPayco, PayMethod::kSamsung},
               .wallets = {PayMethod::kApplepay, PayMethod::kTosspay, PayMethod::kNaverpay,
                           PayMethod::kKakaopay, PayMethod::kLpay, PayMethod::kPayco,
                           PayMethod::kSamsung}},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .empty_receipt_url_before_paying = true,
               .mask = {.character = '0'},
               .approval_numbers = ApprovalNumberFormat::kZeros,
               .vbank = {.days = 2, .accounts = kAccounts},
               .companies = kCompanies},
    .limits = kLimits,
    .known_errors = kErrors,
};

}  // namespace portone::gateways::uplus
