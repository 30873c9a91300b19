// SPDX-License-Identifier: MIT
// Addresses that many tests use: paths of the V1 API, and URLs of a shop that does not exist.
#pragma once

namespace portone::testing {

inline constexpr const char* kOnetime = "/subscribe/payments/onetime";
inline constexpr const char* kAgain = "/subscribe/payments/again";
inline constexpr const char* kSchedule = "/subscribe/payments/schedule";
inline constexpr const char* kKim = "/subscribe/customers/kim";

inline constexpr const char* kHook = "http://shop/hook";
inline constexpr const char* kConfirmUrl = "http://shop/confirm";

}  // namespace portone::testing
