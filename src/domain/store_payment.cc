// SPDX-License-Identifier: MIT
#include "domain/store_payment.h"

#include <algorithm>
#include <chrono>

#include "base/letters_and_digits.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone {
namespace {

/// The last second of the day that many days from now, in Korea.
Instant GetDefaultExpiry(const StoreRules& rules, Instant now) {
  return GetKoreanMidnight(now) + std::chrono::hours{24} * (rules.days + 1) -
         std::chrono::seconds{1};
}

}  // namespace

bool HasBarcodeCharacters(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsLetterOrDigit(c) || c == '-'; });
}

bool IsWebUrl(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

Result<StoreSlip> DecideStoreSlip(const StoreSlipRequest& request, const GatewayRules& rules,
                                  Instant now) {
  if (!rules.convenience_stores.issues_slips)
    return errors::OperationUnsupported(texts::kStorePayment, rules.code);
  const Currency currency = request.order.amount.currency;
  if (currency != Currency::kKrw)
    return errors::CurrencyUnsupported(rules.code, GetCurrencyCode(currency));
  const Instant expires_at =
      request.expires_at.value_or(GetDefaultExpiry(rules.convenience_stores, now));
  if (expires_at <= now) return errors::StoreSlipExpiryInPast();
  return StoreSlip{request.barcode.value_or(""), expires_at, request.confirm_url, std::nullopt};
}

Result<Done> DecideStoreSlipRevocation(const Payment& payment) {
  if (!payment.slip) return errors::NotStorePayment();
  if (payment.status != PaymentStatus::kReady) return errors::StoreSlipNotReady();
  return Done{};
}

Result<Done> DecideStorePayment(const Payment& payment, const std::optional<Money>& amount) {
  if (!payment.slip) return errors::StorePaymentRefused("the payment has no slip for a store");
  if (payment.status == PaymentStatus::kFailed) {
    return errors::StorePaymentRefused("the slip is no longer good (" +
                                       payment.fail_reason.value_or("the payment failed") + ")");
  }
  if (payment.status != PaymentStatus::kReady)
    return errors::StorePaymentRefused("the slip has been used (already paid)");
  const Money due = payment.order.amount;
  if (amount && *amount != due) {
    return errors::StorePaymentRefused("the amount must be " + FormatAmount(due) + ", not " +
                                       FormatAmount(*amount));
  }
  return Done{};
}

}  // namespace portone
