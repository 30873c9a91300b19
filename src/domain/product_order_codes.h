// SPDX-License-Identifier: MIT
// The codes and limits of what is said about product orders and their claims. Evidence:
// docs/behaviour/naver-orders.md#product-order-parameters
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace portone {

/// How goods reach the buyer, and how they come back.
inline constexpr std::array<std::string_view, 6> kDeliveryMethods{
    "DELIVERY", "GDFW_ISSUE_SVC", "VISIT_RECEIPT", "DIRECT_DELIVERY", "QUICK_SVC", "NOTHING"};
inline constexpr std::array<std::string_view, 3> kReturnMethods{
    "RETURN_DESIGNATED", "RETURN_DELIVERY", "RETURN_INDIVIDUAL"};
/// Those that take the goods.
inline constexpr std::array<std::string_view, 40> kProductCarriers{
    "CJGLS",  "KGB",     "DONGBU",     "EPOST",     "REGISTPOST", "HANJIN",  "HYUNDAI",
    "KGBLS",  "INNOGIS", "DAESIN",     "ILYANG",    "KDEXP",      "CHUNIL",  "CH1",
    "HDEXP",  "CVSNET",  "DHL",        "FEDEX",     "GSMNTON",    "WARPEX",  "WIZWA",
    "EMS",    "DHLDE",   "ACIEXPRESS", "EZUSA",     "PANTOS",     "UPS",     "HLCGLOBAL",
    "KOREXG", "TNT",     "SWGEXP",     "DAEWOON",   "USPS",       "IPARCEL", "KUNYOUNG",
    "HPL",    "DADREAM", "SLX",        "SFEXPRESS", "HONAM"};
/// Reasons of claims. The first code of a list is the usual one.
inline constexpr std::array<std::string_view, 7> kCancelReasons{
    "PRODUCT_UNSATISFIED", "SOLD_OUT",    "DELAYED_DELIVERY", "INTENT_CHANGED",
    "COLOR_AND_SIZE",      "WRONG_ORDER", "INCORRECT_INFO"};
inline constexpr std::array<std::string_view, 11> kReturnReasons{
    "INTENT_CHANGED",   "COLOR_AND_SIZE", "WRONG_ORDER",      "PRODUCT_UNSATISFIED",
    "DELAYED_DELIVERY", "SOLD_OUT",       "DROPPED_DELIVERY", "BROKEN",
    "INCORRECT_INFO",   "WRONG_DELIVERY", "WRONG_OPTION"};
inline constexpr std::array<std::string_view, 5> kWithholdReasons{
    "ETC", "RETURN_DELIVERYFEE", "EXTRAFEEE", "RETURN_DELIVERYFEE_AND_EXTRAFEEE",
    "RETURN_PRODUCT_NOT_DELIVERED"};

inline constexpr std::size_t kMaxClaimMemoLength = 1'000;
inline constexpr std::size_t kMaxTrackingNumberLength = 64;
inline constexpr std::int64_t kMaxExtraCharge = 999'999'999;  ///< in won

inline bool HasCode(std::span<const std::string_view> codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace portone
