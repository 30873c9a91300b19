// SPDX-License-Identifier: MIT
#include "domain/cancellation.h"

#include <algorithm>

#include "base/invariant.h"
#include "domain/balance.h"
#include "domain/bank_codes.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"

namespace portone {
namespace {

// FIDELITY: vbank-refund
Result<Done> CheckRefundAccount(const RefundAccount& refund) {
  if (!refund.holder || !refund.bank || !refund.account) return errors::RefundAccountMissing();
  if (FindBankInAnyFormat(*refund.bank) == nullptr) {
    return errors::BankUnknown("refund_bank", *refund.bank);
  }
  return Done{};
}

/// False for the sum of several deposits into an account, which has no tax split.
bool HasTaxSplit(const TaxParts& parts) {
  return parts.tax_free.minor + parts.supply.minor + parts.vat.minor > 0;
}

/// Whether the tax parts of a refund exceed its amount, or a part exceeds what remains of it.
bool ExceedsTaxParts(const CancelRequest& request, Money amount, const RefundedTax& tax,
                     const TaxParts& remaining_parts) {
  const Money zero{0, amount.currency};
  const Money tax_free = request.tax_free.value_or(zero);
  const Money vat = request.vat_amount.value_or(zero);
  if ((tax_free + vat).minor > amount.minor) return true;
  if (!HasTaxSplit(remaining_parts)) return false;
  const TaxParts refund = SplitTax(amount, tax.tax_free, tax.vat_amount);
  return tax_free.minor > remaining_parts.tax_free.minor || vat.minor > remaining_parts.vat.minor ||
         refund.supply.minor > remaining_parts.supply.minor;
}

}  // namespace

Result<Money> DecideCancel(const GatewayRules& rules, const CancelContext& context) {
  const Payment& payment = context.payment;
  const CancelRequest& request = context.request;
  if (!WasPaid(payment)) return errors::NothingToCancel();
  const Money remaining = GetRemainingAmount(payment);
  if (remaining.IsZero()) return errors::AlreadyCancelled();
  if (request.checksum && *request.checksum != remaining) {
    return errors::ChecksumMismatch(FormatAmount(remaining));
  }
  const Money amount = request.amount && !request.amount->IsZero() ? *request.amount : remaining;
  PORTONE_INVARIANT(amount.minor > 0, "the amount to cancel must be positive");
  if (amount.minor > remaining.minor) {
    const ErrorText& error = rules.cancel.exceeded_error;
    if (!error.message.empty()) return MakeCancelRefusal(rules, error.ToError());
    return errors::CancelExceedsRemaining(FormatAmount(remaining));
  }
  if (payment.vbank) {
    PORTONE_RETURN_IF_ERROR(CheckRefundAccount(request.refund));
  }
  PORTONE_RETURN_IF_ERROR(CheckCancel(rules, context, amount));
  if (ExceedsTaxParts(request, amount, SplitRefundTax(payment, request, amount),
                      ComputeBalance(payment).parts)) {
    return errors::CancelTaxExceedsAmount();
  }
  return amount;
}

RefundedTax SplitRefundTax(const Payment& payment, const CancelRequest& request, Money amount) {
  const TaxParts remaining_parts = ComputeBalance(payment).parts;
  if (!HasTaxSplit(remaining_parts)) {
    return {request.tax_free.value_or(Money{0, amount.currency}), request.vat_amount};
  }
  if (amount == GetRemainingAmount(payment)) return {remaining_parts.tax_free, remaining_parts.vat};
  const auto not_negative = [&](std::int64_t minor) {
    return Money{std::max<std::int64_t>(0, minor), amount.currency};
  };
  const Money tax_free = request.tax_free.value_or(
      not_negative((amount - remaining_parts.supply - remaining_parts.vat).minor));
  const Money taxed = amount - tax_free;
  const Money standard = SplitTax(amount, tax_free, std::nullopt).vat;
  const Money needed = not_negative((taxed - remaining_parts.supply).minor);
  const Money vat{std::min(std::max(standard.minor, needed.minor), remaining_parts.vat.minor),
                  amount.currency};
  return {tax_free, request.vat_amount.value_or(vat)};
}

}  // namespace portone
