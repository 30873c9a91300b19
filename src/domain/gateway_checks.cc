// SPDX-License-Identifier: MIT
#include "domain/gateway_checks.h"

#include <algorithm>
#include <charconv>

#include "base/invariant.h"
#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/card.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone {
namespace {

constexpr FaultText kInstalmentTooSmall{"EM10", "할부 최소금액 오류(50000원 미만)"};

/// Whether what is asked has a parameter. What every gateway reads has a place of its own.
bool Names(const GatewayAsk& ask, std::string_view parameter) {
  const Order& order = ask.order;
  if (parameter == "name") return order.name.has_value();
  if (parameter == "currency") return order.names_currency;
  // Who issues a key is called its customer; the key's name stands where a buyer's would.
  if (parameter == "buyer_name" || parameter == "customer_name")
    return order.buyer.name.has_value();
  if (parameter == "buyer_tel") return order.buyer.tel.has_value();
  if (parameter == "buyer_email") return order.buyer.email.has_value();
  if (parameter == "birth") return ask.card != nullptr && ask.card->birth.has_value();
  if (parameter == "pwd_2digit") return ask.card != nullptr && ask.card->pwd_2digit.has_value();
  if (parameter == "cvc") return ask.card != nullptr && ask.card->cvc.has_value();
  if (parameter == "customer_uid") return ask.customer_uid != nullptr;
  if (parameter == "m_redirect_url") return ask.redirect_url != nullptr;
  return order.extra.Has(parameter);
}

Result<Done> CheckRequired(const GatewayRules& rules, const GatewayAsk& ask) {
  for (const Requirement& one : rules.required) {
    const bool asked =
        one.at.Has(ask.occasion) && (one.methods.empty() || one.methods.Has(ask.method));
    if (asked && !Names(ask, one.parameter)) return errors::MissingParameter(one.parameter);
  }
  return Done{};
}

Result<Done> CheckCurrency(const GatewayRules& rules, Currency currency) {
  const auto& taken = rules.currencies;
  if (std::find(taken.begin(), taken.end(), currency) != taken.end()) return Done{};
  if (!rules.currency_refused.message.empty()) {
    return errors::ChargeRefused(rules.currency_refused.Fault());
  }
  return errors::CurrencyUnsupported(rules.code, CurrencyCode(currency));
}

// FIDELITY: order-numbers
std::optional<GatewayFault> WrongOrderNumber(const OrderNumberRules& rules,
                                             const std::string& text) {
  const auto is_plain = [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const bool fits = text.size() >= rules.least &&
                    (!rules.alphanumeric || std::all_of(text.begin(), text.end(), is_plain));
  if (fits) return std::nullopt;
  return rules.refused.Fault();
}

// FIDELITY: minimum-amount
std::optional<GatewayFault> WrongAmount(const GatewayRules& rules, const GatewayAsk& ask) {
  const Money amount = ask.order.amount;
  for (const AmountLimit& limit : rules.limits) {
    if (limit.currency != amount.currency) continue;
    if (!limit.methods.empty() && !limit.methods.Has(ask.method)) continue;
    if (amount.minor < limit.least) return limit.below.Fault();
    if (limit.most != 0 && amount.minor > limit.most) return limit.above.Fault();
  }
  return std::nullopt;
}

/// The months that a window offers, by display.card_quota; nothing said: all.
// FIDELITY: instalments
bool Offered(const InstalmentRules& rules, const Order& order) {
  if (order.card_quota < 2 || !order.extra.Has("display.card_quota")) return true;
  int most = 0;
  for (const std::string_view text : order.extra.List("display.card_quota")) {
    int months = 0;
    std::from_chars(text.data(), text.data() + text.size(), months);
    if (months == order.card_quota) return true;
    most = std::max(most, months);
  }
  return rules.list == QuotaList::kUpTo && order.card_quota <= most;
}

std::optional<GatewayFault> WrongInstalment(const GatewayRules& rules, const Order& order) {
  const InstalmentRules& own = rules.instalments;
  const bool in_won = order.amount.currency == Currency::kKrw;
  if (in_won && order.card_quota >= 2 && order.amount.minor < own.from_won) {
    return (own.refused.code.empty() ? kInstalmentTooSmall : own.refused).Fault();
  }
  if (!Offered(own, order)) return own.not_offered.Fault();
  return std::nullopt;
}

bool NamesRefund(const CancelRequest& request, std::string_view parameter) {
  if (parameter == "refund_tel") return request.refund.tel.has_value();
  throw InvariantViolation("a gateway insists on an unknown " + std::string(parameter));
}

/// A phone bill is closed with its month.
std::optional<GatewayFault> WrongMonth(const CancelRules& rules, const CancelAsk& ask) {
  if (ask.payment.pay_method != PayMethod::kPhone || !ask.payment.paid_at) return std::nullopt;
  const bool same = FormatKoreanDigits(*ask.payment.paid_at).substr(0, 6) ==
                    FormatKoreanDigits(ask.now).substr(0, 6);
  const RefundAccount& refund = ask.request.refund;
  const bool back = rules.later_months && refund.holder && refund.bank && refund.account;
  if (same || back) return std::nullopt;
  return rules.month_over.Fault();
}

std::optional<GatewayFault> WrongPart(const CancelRules& rules, const CancelAsk& ask,
                                      Money amount) {
  const PayMethod method = ask.payment.pay_method;
  if (rules.never.Has(method)) return rules.never_refused.Fault();
  const bool whole = amount == ask.payment.order.amount;
  // A phone bill has no parts anywhere.
  if (!whole && (!rules.partial || rules.whole_only.Has(method) || method == PayMethod::kPhone)) {
    return rules.partial_refused.Fault();
  }
  return WrongMonth(rules, ask);
}

std::optional<GatewayFault> MissingTaxes(const CancelRules& rules, const CancelAsk& ask) {
  const Order& order = ask.payment.order;
  const bool vat_missing = rules.repeats_vat && order.vat_amount && !ask.request.vat_amount;
  const bool tax_free_missing =
      rules.repeats_tax_free && !order.tax_free.IsZero() && !ask.request.tax_free;
  if (!vat_missing && !tax_free_missing) return std::nullopt;
  return rules.taxes_refused.Fault();
}

}  // namespace

bool Charges(const GatewayRules& rules, const GatewayAsk& ask) {
  const WindowRules& window = rules.window;
  if (ask.occasion != Occasion::kWindow || ask.customer_uid == nullptr) return true;
  if (ask.order.amount.IsZero()) return false;
  return window.issue == WindowIssue::kPaysIfAny || window.issue == WindowIssue::kAlwaysPays ||
         window.paying_issue.Has(ask.method);
}

Result<Done> CheckOrder(const GatewayRules& rules, const GatewayAsk& ask) {
  PORTONE_TRY([[maybe_unused]] const Done complete, CheckRequired(rules, ask));
  if (ask.occasion == Occasion::kIssue || ask.occasion == Occasion::kDelete) return Done{};
  PORTONE_TRY([[maybe_unused]] const Done taken, CheckCurrency(rules, ask.order.amount.currency));
  std::optional<GatewayFault> fault;
  if (ask.occasion != Occasion::kSchedule) {
    fault = WrongOrderNumber(rules.order_numbers, ask.order.merchant_uid.text);
    if (!fault && Charges(rules, ask)) fault = WrongAmount(rules, ask);
    if (!fault) fault = WrongInstalment(rules, ask.order);
  }
  if (!fault) fault = rules.check_order(ask);
  if (fault) return errors::ChargeRefused(*fault);
  return Done{};
}

Result<Done> CheckCancel(const GatewayRules& rules, const CancelAsk& ask, Money amount) {
  for (const std::string_view parameter : rules.cancel.required) {
    if (!NamesRefund(ask.request, parameter)) return errors::MissingParameter(parameter);
  }
  std::optional<GatewayFault> fault = WrongPart(rules.cancel, ask, amount);
  if (!fault) fault = MissingTaxes(rules.cancel, ask);
  if (!fault) fault = rules.check_cancel(ask);
  if (fault) return errors::CancelRefused(*fault);
  return Done{};
}

}  // namespace portone
