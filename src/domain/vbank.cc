// SPDX-License-Identifier: MIT
#include "domain/vbank.h"

#include <algorithm>

#include "base/invariant.h"
#include "domain/bank_codes.h"
#include "domain/errors.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"

namespace portone {
namespace {

constexpr std::string_view kApiKey = "pg_api_key";

/// Whether the request has a parameter that a gateway may require.
bool HasParameter(const VbankRequest& request, std::string_view parameter) {
  if (parameter == kApiKey) return request.has_api_key;
  if (parameter == "vbank_holder") return request.holder.has_value();
  if (parameter == "buyer_name") return request.order.buyer.name.has_value();
  if (parameter == "buyer_email") return request.order.buyer.email.has_value();
  if (parameter == "buyer_tel") return request.order.buyer.tel.has_value();
  if (parameter == "product_type") return request.order.extra.Has(parameter);
  throw InvariantViolation("a gateway requires the unknown parameter " + std::string(parameter));
}

Result<Done> CheckReady(const Payment& payment) {
  if (!payment.vbank) return errors::NotVbank();
  if (payment.status != PaymentStatus::kReady) return errors::VbankNotReady();
  return Done{};
}

}  // namespace

Result<VirtualAccount> DecideVbank(const VbankRequest& request, const GatewayRules& rules,
                                   const Channel& channel, Instant now) {
  if (!rules.vbank.issue) return errors::VbankUnsupported(texts::kVirtualAccount, rules.code);
  if (request.order.amount.currency != Currency::kKrw) {
    return errors::CurrencyUnsupported(rules.code, GetCurrencyCode(request.order.amount.currency));
  }
  for (const std::string_view parameter : rules.vbank.required) {
    if (!HasParameter(request, parameter)) return errors::MissingParameter(parameter);
  }
  if (request.fixed_unlimited && !rules.vbank.fixed_unlimited) {
    return errors::VbankUnsupported(texts::kFixedUnlimitedAccount, rules.code);
  }
  const StandardCode* bank = FindBankInAnyFormat(request.bank_code);
  if (bank == nullptr) return errors::BankUnknown("vbank_code", request.bank_code);
  if (request.due <= now) {
    const ErrorText& gateway_error = rules.vbank.due_in_past_error;
    return gateway_error.code.empty() ? errors::VbankDueInPast()
                                      : errors::VbankRefused(gateway_error.ToError());
  }
  if (const auto error = rules.check_vbank(channel, request)) return errors::VbankRefused(*error);
  VirtualAccount account;
  account.bank_code = bank->code;
  account.bank_name = GetBankName(rules, *bank);
  account.number = request.number.value_or("");
  account.holder = request.holder;
  account.due = request.due;
  account.issued_at = now;
  account.fixed_unlimited = request.fixed_unlimited;
  return account;
}

Result<Done> DecideVbankChange(const Payment& payment, const VbankChange& change,
                               const GatewayRules& rules, Instant now) {
  PORTONE_RETURN_IF_ERROR(CheckReady(payment));
  if (!rules.vbank.change) return errors::VbankChangeUnsupported();
  if (change.due && *change.due <= now) return errors::VbankDueInPast();
  const Order& order = payment.order;
  const std::int64_t parts =
      order.tax_free.minor + (order.vat_amount ? order.vat_amount->minor : 0);
  if (change.amount && change.amount->minor < parts) {
    return errors::InvalidParameter("amount", texts::kBelowTaxParts);
  }
  return Done{};
}

Result<Done> DecideVbankRevocation(const Payment& payment, bool has_api_key,
                                   const GatewayRules& rules) {
  PORTONE_RETURN_IF_ERROR(CheckReady(payment));
  const auto& required = rules.vbank.required;
  const bool needs_api_key = std::find(required.begin(), required.end(), kApiKey) != required.end();
  if (needs_api_key && !has_api_key) return errors::MissingParameter(kApiKey);
  return Done{};
}

Result<Money> DecideDeposit(const Payment& payment, std::optional<Money> amount) {
  if (!payment.vbank) return errors::DepositRefused("the payment has no virtual account");
  if (payment.status == PaymentStatus::kFailed) {
    return errors::DepositRefused("the account is closed (" +
                                  payment.fail_reason.value_or("the payment failed") + ")");
  }
  const Money amount_due = payment.order.amount;
  const Money deposited = amount.value_or(amount_due);
  if (payment.vbank->fixed_unlimited) {
    if (deposited.IsZero()) {
      return errors::DepositRefused("`amount` is required for an unlimited account");
    }
    return deposited;
  }
  if (payment.status != PaymentStatus::kReady) {
    return errors::DepositRefused("the account is closed (already paid)");
  }
  if (deposited != amount_due) {
    return errors::DepositRefused("the amount must be " + FormatAmount(amount_due) + ", not " +
                                  FormatAmount(deposited));
  }
  return deposited;
}

}  // namespace portone
