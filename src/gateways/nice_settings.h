// SPDX-License-Identifier: MIT
// Contract terms of NICE's old module as channel settings; the first value of each is the default.
// Evidence: docs/gateways/nice.md#nice-settings
#pragma once

#include <array>
#include <string_view>

#include "domain/gateway_rules.h"
#include "gateways/checks.h"

namespace portone::gateways {

inline constexpr std::array<std::string_view, 2> kNiceOnOff{"on", "off"};
inline constexpr std::array<std::string_view, 2> kNiceTaxModes{"taxable", "fixed"};
inline constexpr std::array<std::string_view, 2> kNiceQuotaLists{"exact", "up_to"};
/// in_review: the issuers have not approved it yet.
inline constexpr std::array<std::string_view, 5> kNiceBillingContracts{
    "active", "in_review", "none", "suspended", "ended"};
inline constexpr std::array<std::string_view, 2> kNiceKeyinContracts{"active", "none"};
inline constexpr std::array<std::string_view, 3> kNiceCardFields{"number", "birth",
                                                                 "birth_and_password"};
inline constexpr std::array<std::string_view, 2> kNiceRegisteredCards{"allow", "refuse"};
/// Keys and passwords as entered in the console.
inline constexpr std::array<std::string_view, 3> kNiceSecrets{"set", "wrong", "missing"};
inline constexpr std::array<std::string_view, 2> kNiceEscrowCancels{"any_time", "after_decision"};

inline constexpr std::array<std::string_view, 3> kNiceMinimumAmountValues{"1000", "100", "none"};
inline constexpr std::string_view kNiceMinimumAmountSetting = "minimum_amount";

// FIDELITY: nice-settings
inline constexpr std::array<SettingRule, 14> kNiceSettings{{
    {"tax_mode", "taxable", kNiceTaxModes},
    {"card_quota", "exact", kNiceQuotaLists},
    {"card_direct", "on", kNiceOnOff},
    {"billing_contract", "active", kNiceBillingContracts},
    {"keyin_contract", "active", kNiceKeyinContracts},
    {"card_fields", "number", kNiceCardFields},
    {"registered_card", "allow", kNiceRegisteredCards},
    {"interest_free", "on", kNiceOnOff},
    {"card_points", "on", kNiceOnOff},
    {"merchant_key", "set", kNiceSecrets},
    {"cancel_password", "set", kNiceSecrets},
    {"escrow_cancel", "any_time", kNiceEscrowCancels},
    {kNiceMinimumAmountSetting, "1000", kNiceMinimumAmountValues},
    kTestMid,
}};

}  // namespace portone::gateways
