// SPDX-License-Identifier: MIT
// Toss Payments' old module, formerly LG U+: payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kUplus;

namespace {

constexpr std::array<AmountLimit, 1> kLimits{{
    {.min = 100,
     .below = {"J012",
               "신용카드로 결제 하실 수 있는 최소 금액은 100원 입니다. 상점으로 문의 바랍니다."},
     .methods = {PayMethod::kCard}},
}};

constexpr std::array<ErrorText, 4> kErrors{{
    {"A016", "중복된 주문번호입니다."},
    {"C053", "부분취소금액이 원금액보다 큽니다."},
    {"C085", "빌링을 위한 빌링KEY가 올바르지 않습니다"},
    {"C103", "부분취소 불가 가맹점입니다."},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kUplus{
    .code = "uplus",
    .name = "토스페이먼츠 (구모듈)",
    .default_pg_id = "uplustest",
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kApplepay, PayMethod::kTosspay,
                           PayMethod::kNaverpay, PayMethod::kKakaopay, PayMethod::kLpay,
                           PayMethod::kPayco, PayMethod::kSamsung},
               .easy_pays = {PayMethod::kApplepay, PayMethod::kTosspay, PayMethod::kNaverpay,
                             PayMethod::kKakaopay, PayMethod::kLpay, PayMethod::kPayco,
                             PayMethod::kSamsung}},
    .limits = kLimits,
    .known_errors = kErrors,
};

}  // namespace portone::gateways
