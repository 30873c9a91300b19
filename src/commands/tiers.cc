// SPDX-License-Identifier: MIT
#include "commands/tiers.h"

#include <algorithm>

#include "domain/errors.h"
#include "domain/merchant.h"

namespace portone::commands {
namespace {

auto FindByCode(std::vector<Tier>& tiers, TierCode tier_code) {
  return std::find_if(tiers.begin(), tiers.end(),
                      [&](const Tier& tier) { return tier.tier_code == tier_code; });
}

}  // namespace

Result<Tier> Handle(const View& view, const ReadTier& query) {
  const Tier* tier = FindTier(view.world.merchant, query.tier_code);
  if (tier == nullptr) return errors::TierNotFound(query.tier_code.text());
  return *tier;
}

Result<Tier> Apply(Tx& tx, const AddTier& command) {
  std::vector<Tier>& tiers = tx.world.merchant.tiers;
  const TierCode tier_code = command.tier.tier_code;
  if (FindByCode(tiers, tier_code) != tiers.end()) return errors::TierTaken(tier_code.text());
  tiers.push_back(command.tier);
  return command.tier;
}

Result<Tier> Apply(Tx& tx, const RenameTier& command) {
  std::vector<Tier>& tiers = tx.world.merchant.tiers;
  const auto found = FindByCode(tiers, command.tier.tier_code);
  if (found == tiers.end()) return errors::TierNotFound(command.tier.tier_code.text());
  found->name = command.tier.name;
  return *found;
}

Result<Tier> Apply(Tx& tx, const RemoveTier& command) {
  std::vector<Tier>& tiers = tx.world.merchant.tiers;
  const auto found = FindByCode(tiers, command.tier_code);
  if (found == tiers.end()) return errors::TierNotFound(command.tier_code.text());
  Tier removed = *found;
  tiers.erase(found);
  return removed;
}

}  // namespace portone::commands
