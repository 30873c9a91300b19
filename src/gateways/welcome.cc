// SPDX-License-Identifier: MIT
// Welcome Payments: keys by window and by REST, VAT within a tenth, a period of use. Evidence:
// docs/fidelity.md#other-gateways
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kWelcome;

namespace {

constexpr Occasions kOrders{Occasion::kOnetime, Occasion::kAgain, Occasion::kSchedule,
                            Occasion::kWindow};

constexpr std::array<Requirement, 2> kRequired{{
    {"customer_name", {Occasion::kIssue}},
    {"buyer_name", kOrders},
}};

constexpr std::array<std::string_view, 1> kVbankNeeds{"buyer_name"};

constexpr int kMobileMost = 36;
constexpr std::string_view kKakaobank = "090";

/// What the period says: from and to, or an interval.
std::optional<GatewayFault> CheckPeriod(const Parameters& extra) {
  const bool from = extra.Has("period.from");
  const bool to = extra.Has("period.to");
  const bool interval = extra.Has("period.interval");
  if (interval && (from || to)) {
    return GatewayFault{"", "제공 기간은 range와 interval 둘 중 하나만 입력해주세요"};
  }
  if (from != to) {
    return GatewayFault{"",
                        "웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 모두 입력하셔야 "
                        "합니다. (둘 중 하나만 입력 불가)"};
  }
  const std::string_view every = extra.Text("period.interval");
  if (!interval || every == "1m" || every == "1y") return std::nullopt;
  return GatewayFault{"",
                      "웰컴페이먼츠 제공 기간 주기가 올바르지 않습니다. 1m 또는 1y만 허용됩니다."};
}

std::optional<GatewayFault> CheckMonths(const GatewayAsk& ask) {
  const int months = ask.order.card_quota;
  if (ask.device == Device::kMobile && months > kMobileMost) {
    return Wrong("card_quota", "모바일은 36개월까지 가능합니다");
  }
  if (Direct(ask, "code") == kKakaobank && months > 1) {
    return Wrong("card_quota", "카카오뱅크는 일시불만 가능합니다");
  }
  return std::nullopt;
}

std::optional<GatewayFault> CheckWelcome(const GatewayAsk& ask) {
  const Order& order = ask.order;
  if (order.vat_amount && order.vat_amount->minor * 10 > order.amount.minor) {
    return Wrong("vat_amount", "결제 금액의 10%를 초과할 수 없습니다");
  }
  if (ask.occasion != Occasion::kWindow) return std::nullopt;
  if (auto fault = CheckPeriod(order.extra)) return fault;
  return CheckMonths(ask);
}

std::optional<GatewayFault> NoEscrow(const CancelAsk& ask) {
  if (!ask.payment.escrow) return std::nullopt;
  return NotNow("에스크로 결제는 가맹점이 취소할 수 없습니다");
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kWelcome{
    .code = "welcome",
    .name = "웰컴페이먼츠",
    .default_pg_id = "welcometest",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kPayco, PayMethod::kSamsungpay,
                           PayMethod::kApplepay, PayMethod::kTosspay},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .paying_issue = {PayMethod::kPhone},
               .easy_pays = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kPayco,
                             PayMethod::kSamsungpay, PayMethod::kApplepay, PayMethod::kTosspay},
               .tells_ids_only = true},
    .vbank = {.issue = true, .required = kVbankNeeds},
    .required = kRequired,
    .check_order = CheckWelcome,
    .check_cancel = NoEscrow,
};

}  // namespace portone::gateways
