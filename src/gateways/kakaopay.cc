// SPDX-License-Identifier: MIT
// KakaoPay: the window issues keys, and charges when the amount is not zero. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/cancel_request.h"
#include "domain/order.h"
#include "gateways/registry.h"

namespace portone::gateways::kakaopay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<ErrorText, 9> kErrors{{
    {"-702", "이미 완료된 TID입니다."},
    {"-710", "requested cancel amount is bigger than cancelable amount"},
    {"-723", "order is expired!"},
    {"-750", "존재하지 않는 SID입니다."},
    {"-751", "비활성화된 SID입니다."},
    {"-752", "SID가 월 최대 사용 횟수를 초과한 경우"},
    {"-753", "partner_user_id가 일치하지 않습니다."},
    {"-782", "정기결제에 실패하였습니다."},
    {"-785", "중복된 정기결제 요청입니다."},
}};

constexpr const char* kVatIsDropped = "kakaopay does not support vat_amount: it is not passed on";

std::optional<GatewayError> WarnAboutVat(const GatewayRequest& request) {
  if (request.order.vat_amount) request.Warn(kVatIsDropped);
  return std::nullopt;
}

std::optional<GatewayError> WarnAboutCancelVat(const CancelContext& context) {
  if (context.request.vat_amount) context.Warn(kVatIsDropped);
  return std::nullopt;
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "T{hex:19}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://mockup-pg-web.kakao.com/v1/confirmation/{p|m}/{tid}/"
            "{sha256:mid,tid,imp_uid,imp_uid}"},
}};

constexpr std::array<KnownMerchantId, 2> kMerchantIds{{
    {"TC0ONETIME", false},
    {"TCSUBSCRIP"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "kakaopay",
    .name = "카카오페이",
    .color = "#fee500",
    .default_pg_id = "TCSUBSCRIP",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true, .key_issuance = KeyIssuance::kChargesIfNonZero},
    .payment_means = {.default_source = FundingSource::kMoney, .is_wallet = true},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .empty_money_approval_number = true},
    .cancel = {.refusal_format = CancelRefusalFormat::kParentheses,
               .exceeded_error = {"-710",
                                  "requested cancel amount is bigger than cancelable amount"}},
    .has_order_list = true,
    .instalments = {.list = QuotaList::kExact},
    .known_errors = kErrors,
    .check_order = WarnAboutVat,
    .check_cancel = WarnAboutCancelVat,
};

}  // namespace portone::gateways::kakaopay
