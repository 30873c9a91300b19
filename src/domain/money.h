// SPDX-License-Identifier: MIT
// Amounts of money in whole minor units. Never a floating-point number; never two currencies at
// once.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/invariant.h"

namespace portone {

/// The currencies that the V1 gateways name.
enum class Currency : std::uint8_t {
  kKrw,
  kUsd,
  kEur,
  kJpy,
  kCny,
  kGbp,
  kThb,
  kVnd,
  kSgd,
  kTwd,
  kRub,
  kHkd,
  kCad,
  kAud,
};

/// "KRW", "USD", ...
std::string_view CurrencyCode(Currency currency);

/// In the order above.
std::vector<std::string_view> CurrencyCodes();

/// The currency of a code, in any case; nothing for an unknown one.
std::optional<Currency> FindCurrency(std::string_view code);

/// Digits after the decimal point: 0 for won and yen, 2 for dollars.
int MinorDigits(Currency currency);

struct Money {
  std::int64_t minor = 0;  ///< won, cents, ...
  Currency currency = Currency::kKrw;

  bool IsZero() const { return minor == 0; }

  /// REQUIRES: both of one currency.
  friend Money operator+(Money a, Money b) {
    PORTONE_INVARIANT(a.currency == b.currency, "amounts of two currencies were added");
    return {a.minor + b.minor, a.currency};
  }
  friend Money operator-(Money a, Money b) {
    PORTONE_INVARIANT(a.currency == b.currency, "amounts of two currencies were subtracted");
    return {a.minor - b.minor, a.currency};
  }
  friend bool operator==(Money, Money) = default;
};

inline Money Won(std::int64_t won) {
  return {won, Currency::kKrw};
}

/// Why a text is no amount.
enum class AmountFault : std::uint8_t {
  kNotANumber,  ///< not digits with at most one point, or a sign alone
  kTooPrecise,  ///< more decimals than the currency has, other than zeros: 10.5 won
  kOutOfRange,  ///< beyond 999,999,999,999 major units
};

/// An amount or the fault; exactly one of the two is set.
struct ParsedAmount {
  std::optional<Money> money;
  AmountFault fault = AmountFault::kNotANumber;
};

/// Reads "1004", "1004.0", "-5" or "10.50" in major units of `currency`. Exact: no rounding.
ParsedAmount ParseAmount(std::string_view text, Currency currency);

/// Major units as JSON prints them: "1004", "10.5", "-3".
std::string FormatAmount(Money money);

}  // namespace portone
