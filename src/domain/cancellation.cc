// SPDX-License-Identifier: MIT
#include "domain/cancellation.h"

#include "base/invariant.h"

namespace portone {

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
  if (const auto fault = rules.check_cancel(channel, payment, request)) {
    return errors::CancelRefused(*fault);
  }
  return amount;
}

}  // namespace portone
