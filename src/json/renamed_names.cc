// SPDX-License-Identifier: MIT
#include "json/renamed_names.h"

#include <algorithm>
#include <array>

namespace portone::json {
namespace {

struct RenamedName {
  std::string_view old_name;
  std::string_view new_name;
  /// A key of the record that has the name, where the old name alone is ambiguous; "": any record.
  std::string_view sibling_key;
};

constexpr std::array kRenamedNames{std::to_array<RenamedName>({
    {"act", "operation", "product_order_id"},
    {"allow-page-url", "allow-notice-host", ""},
    {"answer_timeout_ms", "response_timeout_ms", ""},
    {"approves", "approved", ""},
    {"asked", "revision", "approved"},
    {"asked", "revision", "notify"},
    {"asked", "revision", "kind"},
    {"attempts", "attempt_count", ""},
    {"cancel_registration", "cancel_key_issue", ""},
    {"cancelled_at_kcp", "cancelled_in_kcp_console", ""},
    {"charged", "attempted", ""},
    {"claims", "names", "customer_uid"},
    {"claims", "reservations", "agenda"},
    {"confirmed", "purchase_confirmed", ""},
    {"cut", "truncate", ""},
    {"deleted_card", "revoked_card", ""},
    {"deliveries", "webhooks", ""},
    {"delivery", "webhook", "kind"},
    {"delivery_stage", "shipment_stage", ""},
    {"exceeds_unsettled", "exceeds_unsettled_amount", ""},
    {"failed", "failed_channels", "other_cards"},
    {"faults_made", "last_fault_id", ""},
    {"first send", "initial", ""},
    {"gateway_call", "other_gateway_call", ""},
    {"good", "approved", ""},
    {"held_back", "held_webhooks", ""},
    {"names", "reserved_names", "may_replace_own"},
    {"names_currency", "currency_requested", ""},
    {"nobody", "none", ""},
    {"of", "operation", "kind"},
    {"issue_only", "without_charge", ""},
    {"only_issued", "without_charge", ""},
    {"orders", "tie_breaks", ""},
    {"others", "other_cards", ""},
    {"partial_cancel_least", "partial_cancel_minimum", ""},
    {"partial_cancel_times", "partial_cancel_limit", ""},
    {"points", "deposited_amount", ""},
    {"points_given", "points_granted", ""},
    {"reason", "trigger", "response_body"},
    {"reason", "trigger", "webhook"},
    {"recovered", "recovery_done", ""},
    {"replaces_own", "may_replace_own", ""},
    {"sandbox-idle", "sandbox-idle-timeout", ""},
    {"tell", "notify", ""},
    {"turn", "revision", "kind"},
    {"turn", "revision", "schedule_at"},
    {"until_200", "non_200", ""},
    {"vbank_revision", "revision", "kind"},
    {"waiting", "pending_operations", ""},
    {"when_charged", "charge_outcome", ""},
    {"whom_payment_told", "original_recipients", ""},
    {"wrong_tries", "failed_attempts", ""},
})};

}  // namespace

std::optional<std::string_view> FindNewName(std::string_view name,
                                            const std::vector<std::string>& candidates) {
  const auto is_candidate = [&](std::string_view key) {
    return std::find(candidates.begin(), candidates.end(), key) != candidates.end();
  };
  for (const RenamedName& renamed : kRenamedNames) {
    if (renamed.old_name != name || !is_candidate(renamed.new_name)) continue;
    if (renamed.sibling_key.empty() || is_candidate(renamed.sibling_key)) return renamed.new_name;
  }
  return std::nullopt;
}

}  // namespace portone::json
