// SPDX-License-Identifier: MIT
// Tiers: the sub-merchants of an agency.
#pragma once

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/tier.h"

namespace portone::commands {

/// Errors: TierNotFound.
// FIDELITY: tiers
struct ReadTier {
  TierCode tier_code;
};
Result<Tier> Handle(const View& view, const ReadTier& query);

}  // namespace portone::commands
