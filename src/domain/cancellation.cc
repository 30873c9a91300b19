// SPDX-License-Identifier: MIT
#include "domain/cancellation.h"

#include "base/invariant.h"
#include "domain/balance.h"
#include "domain/bank_codes.h"

namespace portone {

namespace {

// FIDELITY: vbank-refund
Result<Done> CheckRefundAccount(const RefundAccount& refund) {
  if (!refund.holder || !refund.bank || !refund.account) return errors::RefundAccountMissing();
  if (FindBankOfForm(*refund.bank) == nullptr) {
    return errors::BankUnknown("refund_bank", *refund.bank);
  }
  return Done{};
}

}  // namespace

Result<Money> DecideCancel(const Payment& payment, const CancelRequest& request,
                           const GatewayRules& rules, const Channel& channel) {
  if (!BlocksMerchantUid(payment)) return errors::CancelNotFound();
  const Money remaining = Remaining(payment);
  if (remaining.IsZero()) return errors::AlreadyCancelled();
  if (request.checksum && *request.checksum != remaining) {
    return errors::ChecksumMismatch(FormatAmount(remaining));
  }
  const Money amount = request.amount && !request.amount->IsZero() ? *request.amount : remaining;
  PORTONE_INVARIANT(amount.minor > 0, "a negative amount was to be cancelled");
  if (amount.minor > remaining.minor) {
    return errors::CancelExceedsRemaining(FormatAmount(remaining));
  }
  if (payment.vbank) {
    PORTONE_TRY([[maybe_unused]] const Done refundable, CheckRefundAccount(request.refund));
  }
  if (const auto fault = rules.check_cancel(channel, payment, request)) {
    return errors::CancelRefused(*fault);
  }
  const Money nothing{0, amount.currency};
  if ((request.tax_free.value_or(nothing) + request.vat_amount.value_or(nothing)).minor >
      amount.minor) {
    return errors::CancelTaxExceeds();
  }
  return amount;
}

RefundedTax TaxOf(const Payment& payment, const CancelRequest& request, Money amount) {
  const bool all = amount == Remaining(payment);
  const TaxParts left = BalanceOf(payment).parts;
  const Money tax_free = request.tax_free.value_or(all ? left.tax_free : Money{0, amount.currency});
  if (request.vat_amount || !all) return {tax_free, request.vat_amount};
  return {tax_free, left.vat};
}

}  // namespace portone
