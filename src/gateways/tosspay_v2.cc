// SPDX-License-Identifier: MIT
// Toss Pay: keys by window without a charge. Evidence: docs/fidelity.md#other-gateways
#include <charconv>

#include "domain/cancellation.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kTosspayV2;

namespace {

constexpr std::size_t kCustomerId = 50;
constexpr int kLongestMinutes = 60;

std::optional<GatewayFault> CheckWindow(const GatewayAsk& ask) {
  if (auto fault = IfLonger(ask, "customer_id", kCustomerId)) return fault;
  const std::string_view text = ask.order.extra.Text("bypass.expiredTime");
  if (text.empty()) return std::nullopt;
  int minutes = 0;
  const char* const last = text.data() + text.size();
  const auto [end, fault] = std::from_chars(text.data(), last, minutes);
  const bool fits = fault == std::errc{} && end == last && minutes > 0;
  if (fits && minutes <= kLongestMinutes) return std::nullopt;
  return Wrong("bypass.expiredTime", "1에서 60까지 가능합니다");
}

/// A part names its VAT where the payment named its own.
std::optional<GatewayFault> RepeatsVat(const CancelAsk& ask) {
  const bool repeats = !ask.payment.order.vat_amount || ask.request.vat_amount;
  if (repeats || !CancelsPart(ask)) return std::nullopt;
  return kTosspayV2.cancel.taxes_refused.Fault();
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kTosspayV2{
    .code = "tosspay_v2",
    .name = "토스페이",
    .default_pg_id = "tosstest",
    .rest = {.again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kTosspay, PayMethod::kTosspayCard, PayMethod::kTosspayMoney},
               .issue_methods = {PayMethod::kTosspay},
               .default_method = PayMethod::kTosspay},
    .check_order = CheckWindow,
    .check_cancel = RepeatsVat,
};

}  // namespace portone::gateways
