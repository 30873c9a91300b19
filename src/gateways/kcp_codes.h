// SPDX-License-Identifier: MIT
// What NHN KCP is by REST and by window alike: its code book, its contract, what it refuses. Known
// to KCP's own files alone. Evidence: docs/fidelity.md#kcp
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/gateway_rules.h"

namespace portone::gateways::kcp {

/// What is said of cards: the first row of a case is what that case meets, the others are the
/// book's further codes that mean the same.
extern const std::array<CardFaultText, 26> kCardFaults;
/// The rest of the code book.
extern const std::array<FaultText, 40> kKnownFaults;

// What a contract decides.
inline constexpr std::array<std::string_view, 4> kSites{"ready", "wrong_code", "wrong_key",
                                                        "unregistered"};
inline constexpr std::array<std::string_view, 2> kReviews{"done", "pending"};
inline constexpr std::array<std::string_view, 3> kGroups{"approved", "unapproved", "other_site"};
inline constexpr std::array<std::string_view, 2> kOffOn{"off", "on"};
inline constexpr std::array<std::string_view, 3> kInstalments{"from_50000", "from_10000", "none"};
inline constexpr std::array<std::string_view, 2> kTaxFree{"filled_in", "required"};
inline constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};
inline constexpr std::array<std::string_view, 3> kLeast{"none", "100", "1000"};
inline constexpr std::array<std::string_view, 4> kTimes{"unlimited", "1", "3", "10"};
inline constexpr std::array<std::string_view, 2> kAddresses{"registered", "unregistered"};
inline constexpr std::array<std::string_view, 3> kElsewhere{"nothing", "part", "all"};

/// The settings of every KCP channel.
inline constexpr std::array<SettingRule, 12> kContract{{
    {"batch_group_id", "A52Q71000489", {}},
    {"batch_group_status", kGroups[0], kGroups},
    {"site", kSites[0], kSites},
    {"issuer_review", kReviews[0], kReviews},
    {"test_amounts", kOffOn[0], kOffOn},
    {"instalments", kInstalments[0], kInstalments},
    {"partial_cancel", kYesNo[0], kYesNo},
    {"partial_cancel_least", kLeast[0], kLeast},
    {"partial_cancel_times", kTimes[0], kTimes},
    {"cancel_tax_free", kTaxFree[0], kTaxFree},
    {"cancel_ip", kAddresses[0], kAddresses},
    {"cancelled_at_kcp", kElsewhere[0], kElsewhere},
}};

/// Two lists of settings as one.
template <std::size_t First, std::size_t Second>
constexpr std::array<SettingRule, First + Second> Joined(
    const std::array<SettingRule, First>& first, const std::array<SettingRule, Second>& second) {
  std::array<SettingRule, First + Second> all{};
  std::copy(first.begin(), first.end(), all.begin());
  std::copy(second.begin(), second.end(), all.begin() + First);
  return all;
}

inline constexpr FaultText kBelowLeast{"9010", "카드 최소 결제 금액은 1000원 이상입니다."};
inline constexpr FaultText kWrongMonths{"CC16", "할부개월수 오류"};

/// No issuer takes less; what a channel's `instalments` adds is NotChargeable's.
inline constexpr InstalmentRules kInstalmentRules{
    .from_won = 10'000, .refused = kWrongMonths, .not_offered = kWrongMonths};

inline constexpr CancelRules kCancelRules{
    .partial_refused = {"8392", "부분취소 불가 사이트"},
    .later_months = true,
    .month_over = {"EM16",
                   "휴대폰 결제의 익월 환불에는 refund_holder, refund_bank, refund_account가 "
                   "필요합니다"},
};

/// The site's code and key, whatever is asked; a key is deleted all the same.
std::optional<GatewayFault> WrongSite(const GatewayAsk& ask);
/// What the contract lacks: the card companies' approval for a charge by card, the batch group for
/// whatever stores or charges a key.
std::optional<GatewayFault> LacksContract(const GatewayAsk& ask);
/// Months and amounts that this channel does not charge. A schedule is looked at on its day.
std::optional<GatewayFault> NotChargeable(const GatewayAsk& ask);
/// What KCP says to a cancellation that PortOne passes on.
std::optional<GatewayFault> NotCancellable(const CancelAsk& ask);

/// Digits 7 to 12 as zeros, as recorded: 5570420000007221.
std::string MaskWithZeros(std::string_view digits);
/// The query of KCP's bill page.
std::optional<std::string> BillReceipt(const Payment& payment);

}  // namespace portone::gateways::kcp
