// SPDX-License-Identifier: MIT
// The later word of a gateway that had only accepted a charge or a cancellation.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/payment.h"
#include "domain/timer.h"

namespace portone::commands {

/// Whether anything still waits for this word.
bool StillAwaited(const Ledger& ledger, const Pingback& due);

/// A charge becomes paid, the key that came with it is stored, and it is told; or it stays or
/// becomes failed, and nobody is told. A cancellation is done, and told to whom it was planned to.
// FIDELITY: pingback
Fired Execute(Tx& tx, const Pingback& due);

/// The word comes now, whenever it was planned: that about a charge before that about a
/// cancellation. Of several payments of one order the oldest that waits is meant. Refused:
/// PaymentNotFound, also when nothing is awaited.
// FIDELITY: pingback
struct HearPingback {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;
};
Result<Payment> Apply(Tx& tx, const HearPingback& command);

}  // namespace portone::commands
