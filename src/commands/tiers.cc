// SPDX-License-Identifier: MIT
#include "commands/tiers.h"

#include "domain/errors.h"
#include "domain/merchant.h"

namespace portone::commands {

Result<Tier> Handle(const View& view, const ReadTier& query) {
  const Tier* tier = FindTier(view.world.merchant, query.tier_code);
  if (tier == nullptr) return errors::TierNotFound(query.tier_code.text());
  return *tier;
}

}  // namespace portone::commands
