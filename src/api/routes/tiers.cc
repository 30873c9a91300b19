// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "tiers".
#include "commands/tiers.h"

#include <array>
#include <utility>

#include "api/codec/tier_json.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxTierNameLength = 80;

Result<commands::ReadTier> DecodeReadTier(const Call& call) {
  const auto tier_code = TierCode::Parse(call.path[0]);
  if (!tier_code) return errors::TierNotFound(call.path[0]);
  return commands::ReadTier{*tier_code};
}

Result<Tier> DecodeTier(const Call& call) {
  const auto tier_code = TierCode::Parse(call.path[0]);
  if (!tier_code) return errors::InvalidParameter("tier_code", texts::kNotATierCode);
  Tier tier{*tier_code, ""};
  PORTONE_TRY(tier.name, call.fields.RequiredText("tier_name", kMaxTierNameLength));
  return tier;
}

Result<commands::AddTier> DecodeAddTier(const Call& call) {
  PORTONE_TRY(Tier tier, DecodeTier(call));
  return commands::AddTier{std::move(tier)};
}

Result<commands::RenameTier> DecodeRenameTier(const Call& call) {
  PORTONE_TRY(Tier tier, DecodeTier(call));
  return commands::RenameTier{std::move(tier)};
}

Result<commands::RemoveTier> DecodeRemoveTier(const Call& call) {
  PORTONE_TRY(const commands::ReadTier query, DecodeReadTier(call));
  return commands::RemoveTier{query.tier_code};
}

constexpr std::array kTierRoutes{
    Route{Method::kGet, "/tiers/{tier_code}", Access::kToken, Serve<DecodeReadTier, EncodeTier>},
    // FIDELITY: tier-changes
    Route{Method::kPost, "/tiers/{tier_code}", Access::kToken, Serve<DecodeAddTier, EncodeTier>,
          Basis::kClients},
    Route{Method::kPut, "/tiers/{tier_code}", Access::kToken, Serve<DecodeRenameTier, EncodeTier>,
          Basis::kClients},
    Route{Method::kDelete, "/tiers/{tier_code}", Access::kToken,
          Serve<DecodeRemoveTier, EncodeTier>, Basis::kClients},
};

}  // namespace

std::span<const Route> TierRoutes() {
  return kTierRoutes;
}

}  // namespace portone::api
