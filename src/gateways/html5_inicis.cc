// SPDX-License-Identifier: MIT
// KG Inicis: issues keys in the window without a charge, and over REST. Evidence:
// docs/gateways/html5_inicis.md#html5-inicis
#include <array>

#include "domain/calendar.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {
namespace {

// FIDELITY: html5-inicis
constexpr std::array<CardErrorText, 4> kCardErrors{{
    {CardOutcome::kUnknownBin, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongNumber, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongExpiry, {"550929", "빌키생성 실패"}},
    {CardOutcome::kDeleted, {"550997", "조회되는 빌키 없음"}},
}};

constexpr std::array<ErrorText, 3> kErrors{{
    {"550433", "빌링 미사용 가맹점 빌링거래 발생"},
    {"1141", "빌키 조회가 불가한 지불수단"},
    {"V023", "파라미터의 데이터 설정이 잘못되었습니다."},
}};

constexpr Operations kOnetime{Operation::kOnetime};

constexpr std::array<Requirement, 6> kRequired{{
    {"name", kOnetime},
    {"buyer_name", kOnetime},
    {"buyer_email", kOnetime},
    {"buyer_tel", kOnetime},
    {"name", {Operation::kAgain}},
    {"buyer_tel", {Operation::kWindow}},
}};

constexpr std::array<std::string_view, 4> kVbankRequired{"pg_api_key", "vbank_holder", "buyer_name",
                                                         "buyer_email"};

/// As observed: StdpayVBNKINIpayTest20201006150251995341.
std::string MakeStdpayTid(const TidSource& source) {
  const std::string six = std::to_string(source.number % 1'000'000);
  return std::string(source.method == PayMethod::kVbank ? "StdpayVBNK" : "StdpayCARD") +
         std::string(source.pg_id) + FormatKoreanDigits(source.at) +
         std::string(6 - six.size(), '0') + six;
}

std::optional<std::string> MakeReceiptUrl(const Payment& payment) {
  return "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=" +
         payment.pg_tid.value_or("") + "&noMethod=1";
}

}  // namespace

extern const GatewayRules kHtml5Inicis;

const GatewayRules kHtml5Inicis{
    .code = "html5_inicis",
    .name = "KG이니시스",
    .default_pg_id = "INIpayTest",
    .rest = kFullRest,
    .window = {.charges = true,
               .key_issue = KeyIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kSamsung, PayMethod::kApplepay, PayMethod::kSsgpay,
                           PayMethod::kPayco, PayMethod::kTosspay, PayMethod::kLpay,
                           PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone,
                           PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kHappymoney, PayMethod::kBooknlife},
               .issue_methods = {PayMethod::kCard},
               .easy_pays = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kSamsung,
                             PayMethod::kApplepay, PayMethod::kSsgpay, PayMethod::kPayco,
                             PayMethod::kTosspay, PayMethod::kLpay}},
    .vbank = {.issue = true, .required = kVbankRequired},
    .cancel = {.allows_later_months = true},
    .required = kRequired,
    .card_errors = kCardErrors,
    .known_errors = kErrors,
    .pg_tid = MakeStdpayTid,
    .receipt_url = MakeReceiptUrl,
};

}  // namespace portone::gateways
