// SPDX-License-Identifier: MIT
// Tag "tiers".
#include "commands/tiers.h"

#include <array>

#include "api/codec/tier_json.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "domain/errors.h"

namespace portone::api {
namespace {

Result<commands::ReadTier> DecodeReadTier(const Call& call) {
  const auto tier_code = TierCode::Parse(call.path[0]);
  if (!tier_code) return errors::TierNotFound(call.path[0]);
  return commands::ReadTier{*tier_code};
}

constexpr std::array kTierRoutes{
    Route{Method::kGet, "/tiers/{tier_code}", Access::kToken, Serve<DecodeReadTier, EncodeTier>},
};

}  // namespace

std::span<const Route> TierRoutes() {
  return kTierRoutes;
}

}  // namespace portone::api
