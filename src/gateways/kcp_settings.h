// SPDX-License-Identifier: MIT
// Contract terms of the NHN KCP channels as channel settings; the first value of each is the
// default. Only for KCP's own files. Evidence: docs/gateways/kcp.md#kcp
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "domain/gateway_rules.h"

namespace portone::gateways::kcp {

// Values of the contract settings.
inline constexpr std::array<std::string_view, 4> kSites{"ready", "wrong_code", "wrong_key",
                                                        "unregistered"};
inline constexpr std::array<std::string_view, 2> kReviews{"done", "pending"};
inline constexpr std::array<std::string_view, 3> kBatchGroupStates{"approved", "unapproved",
                                                                   "other_site"};
inline constexpr std::array<std::string_view, 2> kOffOn{"off", "on"};
inline constexpr std::array<std::string_view, 3> kInstalments{"from_50000", "from_10000", "none"};
inline constexpr std::array<std::string_view, 2> kTaxFree{"filled_in", "required"};
inline constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};
inline constexpr std::array<std::string_view, 3> kPartialMinimums{"none", "100", "1000"};
inline constexpr std::array<std::string_view, 4> kPartialLimits{"unlimited", "1", "3", "10"};
inline constexpr std::array<std::string_view, 2> kIpStates{"registered", "unregistered"};
inline constexpr std::array<std::string_view, 3> kCancelledInKcpConsole{"nothing", "part", "all"};

/// A charge of 100 won was recorded as approved, although the text of error 9010 says 1,000.
// FIDELITY: minimum-amount
inline constexpr std::array<std::string_view, 3> kMinimumAmounts{"100", "1000", "none"};
inline constexpr std::string_view kMinimumAmount = "minimum_amount";

/// The settings of every KCP channel.
inline constexpr std::array<SettingRule, 13> kContractSettings{{
    {"batch_group_id", "A52Q71000489", {}},
    {"batch_group_status", kBatchGroupStates[0], kBatchGroupStates},
    {"site", kSites[0], kSites},
    {"issuer_review", kReviews[0], kReviews},
    {"test_amounts", kOffOn[0], kOffOn},
    {"instalments", kInstalments[0], kInstalments},
    {"partial_cancel", kYesNo[0], kYesNo},
    {"partial_cancel_minimum", kPartialMinimums[0], kPartialMinimums},
    {"partial_cancel_limit", kPartialLimits[0], kPartialLimits},
    {"cancel_tax_free", kTaxFree[0], kTaxFree},
    {"cancel_ip", kIpStates[0], kIpStates},
    {"cancelled_in_kcp_console", kCancelledInKcpConsole[0], kCancelledInKcpConsole},
    {kMinimumAmount, kMinimumAmounts[0], kMinimumAmounts},
}};

/// Concatenates two lists of settings.
template <std::size_t First, std::size_t Second>
constexpr std::array<SettingRule, First + Second> Concatenate(
    const std::array<SettingRule, First>& first, const std::array<SettingRule, Second>& second) {
  std::array<SettingRule, First + Second> all{};
  std::copy(first.begin(), first.end(), all.begin());
  std::copy(second.begin(), second.end(), all.begin() + First);
  return all;
}

}  // namespace portone::gateways::kcp
