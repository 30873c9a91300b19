// SPDX-License-Identifier: MIT
#include "json/renamed_names.h"

#include <algorithm>
#include <array>

namespace portone::json {
namespace {

struct RenamedName {
  std::string_view old_name;
  std::string_view new_name;
};

constexpr std::array kRenamedNames{std::to_array<RenamedName>({
    {"approves", "approved"},
    {"asked", "revision"},
    {"cancel_registration", "cancel_key_issue"},
    {"claims", "names"},
    {"claims", "reservations"},
    {"confirmed", "purchase_confirmed"},
    {"deliveries", "webhooks"},
    {"delivery", "webhook"},
    {"delivery_stage", "shipment_stage"},
    {"failed", "failed_channels"},
    {"good", "approved"},
    {"held_back", "held_webhooks"},
    {"names", "reserved_names"},
    {"names_currency", "currency_requested"},
    {"nobody", "none"},
    {"of", "operation"},
    {"only_issued", "issue_only"},
    {"orders", "tie_breaks"},
    {"others", "other_cards"},
    {"partial_cancel_least", "partial_cancel_minimum"},
    {"partial_cancel_times", "partial_cancel_limit"},
    {"points_given", "points_granted"},
    {"replaces_own", "may_replace_own"},
    {"tell", "notify"},
    {"turn", "revision"},
    {"vbank_revision", "revision"},
    {"waiting", "pending_operations"},
    {"when_charged", "charge_outcome"},
    {"whom_payment_told", "original_recipients"},
})};

}  // namespace

std::optional<std::string_view> FindNewName(std::string_view name,
                                            const std::vector<std::string>& candidates) {
  for (const RenamedName& renamed : kRenamedNames) {
    if (renamed.old_name != name) continue;
    if (std::find(candidates.begin(), candidates.end(), renamed.new_name) != candidates.end()) {
      return renamed.new_name;
    }
  }
  return std::nullopt;
}

}  // namespace portone::json
