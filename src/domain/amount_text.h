// SPDX-License-Identifier: MIT
// Amounts as a caller sent them. The amounts of a request that names no currency are in the
// payment's or the channel's, which only the command knows: therefore the command parses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/money.h"
#include "domain/order.h"
#include "domain/result.h"

namespace portone {

class AmountText {
 public:
  /// `parameter` is the name for messages.
  AmountText(std::string parameter, std::string text)
      : parameter_(std::move(parameter)), text_(std::move(text)) {}

  /// The amount in major units of `currency`. Errors: InvalidParameter (not a number, negative,
  /// more decimals than the currency has, too large).
  Result<Money> Parse(Currency currency) const;

  /// The refusal of a text that is refused alike in every currency; else nullopt.
  std::optional<Error> FindRefusal() const;

 private:
  std::string parameter_;
  std::string text_;
};

/// Absent texts give absent amounts. Errors: as AmountText::Parse.
Result<std::optional<Money>> ReadAmount(const std::optional<AmountText>& text, Currency currency);

/// The amounts of an order that names no currency.
struct OrderAmountTexts {
  std::optional<AmountText> amount{};
  std::optional<AmountText> tax_free{};
  std::optional<AmountText> vat_amount{};
};

/// Errors: InvalidParameter, for `parameter`, when the tax parts exceed the amount.
Result<Done> CheckTaxParts(const Order& order, std::string_view parameter);

/// Sets the amounts of `order`; absent ones are zero, an absent vat_amount stays absent. Errors:
/// InvalidParameter (as AmountText::Parse; tax parts above the amount).
Result<Done> SetAmounts(Order& order, const OrderAmountTexts& texts, Currency currency);

}  // namespace portone
