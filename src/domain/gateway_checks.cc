// SPDX-License-Identifier: MIT
#include "domain/gateway_checks.h"

#include <algorithm>
#include <charconv>

#include "base/invariant.h"
#include "base/letters_and_digits.h"
#include "domain/calendar.h"
#include "domain/cancel_request.h"
#include "domain/card.h"
#include "domain/errors.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/texts.h"

namespace portone {
namespace {

constexpr ErrorText kInstalmentTooSmall{"EM10", texts::kInstalmentTooSmall};

/// An empty text, which a window's order keeps, does not count as a value.
bool IsGiven(const std::optional<std::string>& text) {
  return text && !text->empty();
}

/// Whether the request has a parameter. Those common to all gateways are fields of their own.
bool HasParameter(const GatewayRequest& request, std::string_view parameter) {
  const Order& order = request.order;
  if (parameter == "name") return IsGiven(order.name);
  if (parameter == "currency") return order.currency_requested;
  // Issuing a key uses customer_name; it is stored in the buyer's name.
  if (parameter == "buyer_name" || parameter == "customer_name") return IsGiven(order.buyer.name);
  if (parameter == "buyer_tel") return IsGiven(order.buyer.tel);
  if (parameter == "buyer_email") return IsGiven(order.buyer.email);
  if (parameter == "birth") return request.card != nullptr && request.card->birth.has_value();
  if (parameter == "pwd_2digit")
    return request.card != nullptr && request.card->pwd_2digit.has_value();
  if (parameter == "cvc") return request.card != nullptr && request.card->cvc.has_value();
  if (parameter == "customer_uid") return request.customer_uid != nullptr;
  if (parameter == "m_redirect_url") return request.redirect_url != nullptr;
  return order.extra.Has(parameter);
}

Result<Done> CheckRequired(const GatewayRules& rules, const GatewayRequest& request) {
  for (const Requirement& requirement : rules.required) {
    const bool is_required =
        requirement.operations.Has(request.operation) &&
        (requirement.methods.empty() || requirement.methods.Has(request.method));
    if (!is_required || HasParameter(request, requirement.parameter)) continue;
    if (!requirement.message.empty())
      return errors::ParameterRequiredByGateway(requirement.message);
    const bool is_api_call =
        request.operation != Operation::kWindow && request.operation != Operation::kDelete;
    return is_api_call ? errors::ParameterRequired(requirement.parameter)
                       : errors::MissingParameter(requirement.parameter);
  }
  return Done{};
}

Result<Done> CheckCurrency(const GatewayRules& rules, Currency currency) {
  const auto& accepted = rules.currencies;
  if (std::find(accepted.begin(), accepted.end(), currency) != accepted.end()) return Done{};
  if (!rules.currency_error.message.empty()) {
    return errors::ChargeRefused(rules.currency_error.ToError());
  }
  return errors::CurrencyUnsupported(rules.code, GetCurrencyCode(currency));
}

// FIDELITY: order-numbers
std::optional<GatewayError> CheckOrderNumber(const OrderNumberRules& rules,
                                             const std::string& text) {
  const bool is_valid =
      text.size() >= rules.min_length && (!rules.alphanumeric || HasOnlyLettersAndDigits(text));
  if (is_valid) return std::nullopt;
  return rules.format_error.ToError();
}

/// The minimum amount at a channel.
std::int64_t FindMinimum(const GatewayRules& rules, const AmountLimit& limit,
                         const Channel& channel) {
  if (limit.min_setting.empty()) return limit.min;
  const std::string_view text = GetSetting(rules, channel, limit.min_setting);
  std::int64_t minimum = 0;
  std::from_chars(text.data(), text.data() + text.size(), minimum);
  return minimum;
}

void WarnOfMinimum(const GatewayRules& rules, const AmountLimit& limit,
                   const GatewayRequest& request) {
  const std::string name(limit.min_setting);
  request.Warn("the channel's setting " + name + " is \"" +
               std::string(GetSetting(rules, request.channel, name)) +
               "\": smaller amounts are refused");
}

// FIDELITY: minimum-amount
std::optional<GatewayError> CheckAmount(const GatewayRules& rules, const GatewayRequest& request) {
  const Money amount = request.order.amount;
  for (const AmountLimit& limit : rules.limits) {
    if (limit.currency != amount.currency) continue;
    if (!limit.methods.empty() && !limit.methods.Has(request.method)) continue;
    if (amount.minor < FindMinimum(rules, limit, request.channel)) {
      if (!limit.min_setting.empty()) WarnOfMinimum(rules, limit, request);
      return limit.below_min_error.ToError();
    }
    if (limit.max != 0 && amount.minor > limit.max) return limit.above_max_error.ToError();
  }
  return std::nullopt;
}

/// Whether display.card_quota allows the order's number of months; without it, all are allowed.
// FIDELITY: instalments
bool IsOffered(const InstalmentRules& rules, const Order& order) {
  if (order.card_quota < 2 || !order.extra.Has("display.card_quota")) return true;
  int max_months = 0;
  for (const std::string_view text : order.extra.List("display.card_quota")) {
    int offered = 0;
    std::from_chars(text.data(), text.data() + text.size(), offered);
    if (offered == order.card_quota) return true;
    max_months = std::max(max_months, offered);
  }
  return rules.list == QuotaList::kUpTo && order.card_quota <= max_months;
}

bool HasRefundParameter(const CancelRequest& request, std::string_view parameter) {
  if (parameter == "refund_tel") return request.refund.tel.has_value();
  throw InvariantViolation("a gateway requires the unknown parameter " + std::string(parameter));
}

/// A phone bill payment can be cancelled only in its own month.
std::optional<GatewayError> CheckMonth(const CancelRules& rules, const CancelContext& context) {
  if (context.payment.pay_method != PayMethod::kPhone || !context.payment.paid_at)
    return std::nullopt;
  const bool same_month = FormatKoreanDigits(*context.payment.paid_at).substr(0, 6) ==
                          FormatKoreanDigits(context.now).substr(0, 6);
  const RefundAccount& refund = context.request.refund;
  const bool refundable =
      rules.allows_later_months && refund.holder && refund.bank && refund.account;
  if (same_month || refundable) return std::nullopt;
  return rules.month_error.ToError();
}

std::optional<GatewayError> CheckPartial(const CancelRules& rules, const CancelContext& context,
                                         Money amount) {
  const PayMethod method = context.payment.pay_method;
  if (rules.non_cancellable_methods.Has(method)) return rules.method_error.ToError();
  // Parts may already be cancelled without this call: by way of product orders.
  const bool is_full = amount == GetRemainingAmount(context.payment);
  // No gateway supports partial cancellation of phone bill payments.
  if (!is_full &&
      (!rules.partial || rules.full_only_methods.Has(method) || method == PayMethod::kPhone)) {
    return rules.partial_error.ToError();
  }
  return CheckMonth(rules, context);
}

std::optional<GatewayError> CheckTaxes(const CancelRules& rules, const CancelContext& context) {
  const Order& order = context.payment.order;
  const bool vat_missing = rules.requires_vat && order.vat_amount && !context.request.vat_amount;
  const bool tax_free_missing =
      rules.requires_tax_free && !order.tax_free.IsZero() && !context.request.tax_free;
  if (!vat_missing && !tax_free_missing) return std::nullopt;
  return rules.tax_error.ToError();
}

}  // namespace

std::optional<GatewayError> CheckInstalments(const GatewayRules& rules, const Order& order) {
  const InstalmentRules& own = rules.instalments;
  const bool in_won = order.amount.currency == Currency::kKrw;
  if (in_won && order.card_quota >= 2 && order.amount.minor < own.min_won) {
    return (own.amount_error.code.empty() ? kInstalmentTooSmall : own.amount_error).ToError();
  }
  if (!IsOffered(own, order)) return own.not_offered_error.ToError();
  return std::nullopt;
}

bool IsCharged(const GatewayRules& rules, const GatewayRequest& request) {
  const WindowRules& window = rules.window;
  if (request.operation != Operation::kWindow || request.customer_uid == nullptr) return true;
  if (request.order.amount.IsZero()) return false;
  return window.key_issuance == KeyIssuance::kChargesIfNonZero ||
         window.key_issuance == KeyIssuance::kAlwaysCharges ||
         window.methods_charged_on_issue.Has(request.method);
}

Result<Done> CheckOrder(const GatewayRules& rules, const GatewayRequest& request) {
  PORTONE_RETURN_IF_ERROR(CheckRequired(rules, request));
  if (request.operation == Operation::kIssue || request.operation == Operation::kDelete)
    return Done{};
  PORTONE_RETURN_IF_ERROR(CheckCurrency(rules, request.order.amount.currency));
  std::optional<GatewayError> error;
  if (request.operation != Operation::kRegisterSchedule) {
    error = CheckOrderNumber(rules.order_numbers, request.order.merchant_uid.text);
    if (!error && IsCharged(rules, request)) error = CheckAmount(rules, request);
    if (!error) error = CheckInstalments(rules, request.order);
  }
  if (!error) error = rules.check_order(request);
  if (error) return errors::ChargeRefused(*error);
  return Done{};
}

Result<Done> CheckCancel(const GatewayRules& rules, const CancelContext& context, Money amount) {
  for (const std::string_view parameter : rules.cancel.required) {
    if (!HasRefundParameter(context.request, parameter)) return errors::MissingParameter(parameter);
  }
  std::optional<GatewayError> error = CheckPartial(rules.cancel, context, amount);
  if (!error) error = CheckTaxes(rules.cancel, context);
  if (!error) error = rules.check_cancel(context);
  if (error) return MakeCancelRefusal(rules, *error);
  return Done{};
}

Error MakeCancelRefusal(const GatewayRules& rules, const GatewayError& refusal) {
  switch (rules.cancel.refusal_format) {
    case CancelRefusalFormat::kText:
      return errors::CancelRefused(" " + refusal.message, refusal);
    case CancelRefusalFormat::kParentheses:
      return errors::CancelRefused("(" + refusal.message + ")", refusal);
    case CancelRefusalFormat::kCodeAndText:
      return errors::CancelRefused(" [" + refusal.code + "|" + refusal.message + "]", refusal);
  }
  throw InvariantViolation("a refused cancellation has no format");
}

}  // namespace portone
