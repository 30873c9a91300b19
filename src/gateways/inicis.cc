// SPDX-License-Identifier: MIT
// KG Inicis under its older code: issues keys over REST, with a billing merchant id. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/inicis_certification.h"
#include "gateways/registry.h"

namespace portone::gateways::inicis {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
}};

constexpr std::array<ErrorText, 5> kErrors{{
    {"550433", "빌링 미사용 가맹점 빌링거래 발생"},
    {"1141", "빌키 조회가 불가한 지불수단"},
    {"500503", "간편결제 부분취소 제한 가맹점"},
    {"500626", "기 취소 거래"},
    {"V023", "파라미터의 데이터 설정이 잘못되었습니다."},
}};

constexpr std::array<CardErrorText, 4> kCardErrors{{
    {CardOutcome::kUnknownBin, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongNumber, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongExpiry, {"550929", "빌키생성 실패"}},
    {CardOutcome::kRevoked, {"550997", "조회되는 빌키 없음"}},
}};

constexpr std::array<CancelErrorText, 2> kCancelErrors{{
    {CancelRefusal::kAlreadyCancelledAtGateway, {"500626", "기 취소 거래"}, TextSource::kRecorded},
    {CancelRefusal::kNoPartialCancelEasyPay,
     {"500503", "간편결제 부분취소 제한 가맹점"},
     TextSource::kRecorded},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "inicis",
    .name = "KG이니시스 (API)",
    .color = "#d7202f",
    .default_pg_id = "INIBillTst",
    .rest = kFullRest,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone}},
    .page = {.opening_refusal = RefusalFormat::kBracketed,
             .later_refusal = RefusalFormat::kBracketed,
             .stays_ready_when_closed = true},
    .cancel = {.refusal_format = CancelRefusalFormat::kCodeAndText, .allows_later_months = true},
    .certification = kInicisCertification,
    .required = kRequired,
    .card_errors = kCardErrors,
    .cancel_errors = kCancelErrors,
    .known_errors = kErrors,
};

}  // namespace portone::gateways::inicis
