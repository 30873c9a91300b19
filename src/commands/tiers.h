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

/// Adds a sub-merchant, without records of its own. Errors: TierTaken.
// FIDELITY: tier-changes
struct AddTier {
  Tier tier;
};
Result<Tier> Apply(Tx& tx, const AddTier& command);

/// Renames a sub-merchant. Errors: TierNotFound.
struct RenameTier {
  Tier tier;
};
Result<Tier> Apply(Tx& tx, const RenameTier& command);

/// Removes a sub-merchant and returns it. Its records stay, and are found again when it is added
/// again. Errors: TierNotFound.
struct RemoveTier {
  TierCode tier_code;
};
Result<Tier> Apply(Tx& tx, const RemoveTier& command);

}  // namespace portone::commands
