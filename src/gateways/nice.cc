// SPDX-License-Identifier: MIT
// What is different about NICE payments' old module: keys by REST only, fixed-amount contracts.
// Evidence: docs/fidelity.md#nice
#include <array>

#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/payment.h"
#include "domain/vbank.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNice;

namespace {

// FIDELITY: nice
constexpr std::array<CardFaultText, 10> kCardFaults{{
    {CardCase::kUnknownBin, {"F112", "유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"}},
    {CardCase::kWrongNumber, {"F113", "거래거절 카드번호틀림"}},
    {CardCase::kWrongExpiry, {"3021", "유효기간 오류"}},
    {CardCase::kDeclined, {"3095", "카드사 실패 응답"}},
    {CardCase::kInsufficientFunds, {"3095", "카드사 실패 응답"}},
    {CardCase::kLimitExceeded, {"3095", "카드사 실패 응답"}},
    {CardCase::kLost, {"3095", "카드사 실패 응답"}},
    {CardCase::kExpired, {"3021", "유효기간 오류"}},
    {CardCase::kIssuerDown, {"3095", "카드사 실패 응답"}},
    {CardCase::kDeleted, {"3095", "카드사 실패 응답"}},
}};

constexpr std::array<std::string_view, 2> kTaxModes{"taxable", "fixed"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"tax_mode", "taxable", kTaxModes},
}};

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = {"3041", "금액 오류(1000원 미만 신용카드 승인 불가)"}},
}};

/// A fixed-amount (지정금액) contract takes supply, VAT and tax-free amounts exactly as they were
/// charged, also for a full cancellation.
// FIDELITY: nice-fixed-amount
std::optional<GatewayFault> NeedsExactTaxes(const CancelAsk& ask) {
  const auto& [channel, payment, request, now, warnings] = ask;
  if (Setting(kNice, channel, "tax_mode") != "fixed") return std::nullopt;
  const Money remaining = Remaining(payment);
  const bool partial = request.amount && !request.amount->IsZero() && *request.amount != remaining;
  const bool named = request.amount && request.tax_free && request.vat_amount;
  const bool fits =
      named && request.tax_free->minor + request.vat_amount->minor <= request.amount->minor;
  const bool as_charged =
      fits && (partial || !payment.order.vat_amount || !payment.cancellations.empty() ||
               (*request.tax_free == payment.order.tax_free &&
                *request.vat_amount == *payment.order.vat_amount));
  if (as_charged) return std::nullopt;
  return GatewayFault{"1617", "취소금액의 공급가액, 부가세, 봉사료, 면세금액 설정 오류"};
}

constexpr std::array<std::string_view, 1> kVbankNeeds{"vbank_holder"};

/// A fixed-amount contract needs tax_free for an account; any other takes none.
// FIDELITY: nice-vbank
std::optional<GatewayFault> TaxesAsContracted(const Channel& channel, const VbankRequest& request) {
  if (request.names_tax_free == (Setting(kNice, channel, "tax_mode") == "fixed")) {
    return std::nullopt;
  }
  return GatewayFault{"1615", "거래금액 합계오류(공급가액,부가세,봉사료,면세금액 합계)"};
}

/// The merchant id, "0116" ("0301" for a virtual account), the time in Korea and four digits, as
/// recorded.
std::string NiceTid(const TidSource& source) {
  const std::string four = std::to_string(source.number % 10'000);
  return std::string(source.pg_id) + (source.method == PayMethod::kVbank ? "0301" : "0116") +
         FormatKoreanDigits(source.at).substr(2) + std::string(4 - four.size(), '0') + four;
}

/// Digits 9 to 12 as stars, as recorded: 95404900****1569.
std::string MaskNinthToTwelfth(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 8; i < masked.size() && i < 12; ++i)
    masked[i] = '*';
  return masked;
}

std::optional<std::string> IssueLoaderReceipt(const Payment& payment) {
  return "TID=" + payment.pg_tid.value_or("") + "&type=0&InnerWin=Y";
}

}  // namespace

const GatewayRules kNice{
    .code = "nice",
    .name = "나이스페이먼츠 (구모듈)",
    .default_pg_id = "nictest04m",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kKakaopay}},
    .vbank = {.issue = true,
              .required = kVbankNeeds,
              .due_in_past = {"A108", "입금예정일을 오늘 이전 날짜로 설정할 수 없습니다"}},
    .limits = kLimits,
    .instalments = {.refused = {"3024", "할부 최소금액 오류(50000미만)"},
                    .list = QuotaList::kExact},
    .card_faults = kCardFaults,
    .settings = kSettings,
    .check_vbank = TaxesAsContracted,
    .check_cancel = NeedsExactTaxes,
    .pg_tid = NiceTid,
    .mask_card = MaskNinthToTwelfth,
    .receipt_query = IssueLoaderReceipt,
};

}  // namespace portone::gateways
