// SPDX-License-Identifier: MIT
// Tells the merchant that a page named a channel that does not exist.
#pragma once

#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/merchant.h"

namespace portone::commands {

/// Records a warning in the journal, and the event channel_unmatched, unless the choice matched.
// FIDELITY: channel-choice
void WarnAboutUnmatchedChannel(Tx& tx, const WindowChannel& chosen,
                               const MerchantUid& merchant_uid);

}  // namespace portone::commands
