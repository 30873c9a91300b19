// SPDX-License-Identifier: MIT
// Amounts of money in whole minor units: no floating point, no mixing of currencies.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/invariant.h"

namespace portone {

/// The currencies of the V1 gateways.
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
std::string_view GetCurrencyCode(Currency currency);

/// All codes, in the order of the enum.
std::vector<std::string_view> ListCurrencyCodes();

/// The currency with this code, ignoring case; nullopt for an unknown code.
std::optional<Currency> FindCurrency(std::string_view code);

/// The number of decimal places: 0 for won and yen, 2 for dollars.
int GetDecimalPlaces(Currency currency);

struct Money {
  std::int64_t minor = 0;  ///< won, cents, ...
  Currency currency = Currency::kKrw;

  bool IsZero() const { return minor == 0; }

  /// REQUIRES: both have the same currency.
  friend Money operator+(Money a, Money b) {
    PORTONE_INVARIANT(a.currency == b.currency, "amounts in different currencies were added");
    return {a.minor + b.minor, a.currency};
  }
  friend Money operator-(Money a, Money b) {
    PORTONE_INVARIANT(a.currency == b.currency, "amounts in different currencies were subtracted");
    return {a.minor - b.minor, a.currency};
  }
  friend bool operator==(Money, Money) = default;
};

inline Money Won(std::int64_t won) {
  return {won, Currency::kKrw};
}

/// Why a text is not a valid amount.
enum class AmountError : std::uint8_t {
  kNotANumber,  ///< not digits with at most one decimal point
  kTooPrecise,  ///< more non-zero decimals than the currency has: 10.5 won
  kOutOfRange,  ///< beyond 999,999,999,999 major units
};

/// An amount, or the error when `money` is not set.
struct ParsedAmount {
  std::optional<Money> money;
  AmountError error = AmountError::kNotANumber;
};

/// Parses "1004", "1004.0", "-5" or "10.50" in major units of `currency`. Exact: no rounding.
ParsedAmount ParseAmount(std::string_view text, Currency currency);

/// The amount in major units as a JSON number: "1004", "10.5", "-3".
std::string FormatAmount(Money money);

}  // namespace portone
