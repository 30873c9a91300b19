// SPDX-License-Identifier: MIT
#include "domain/amount_text.h"

#include <cstdint>

#include "domain/errors.h"
#include "domain/texts.h"

namespace portone {
namespace {

std::string_view DescribeAmountError(AmountError error) {
  switch (error) {
    case AmountError::kNotANumber:
      return texts::kNotANumber;
    case AmountError::kTooPrecise:
      return texts::kTooPrecise;
    case AmountError::kOutOfRange:
      return texts::kAmountTooLarge;
  }
  return "";
}

}  // namespace

Result<Money> AmountText::Parse(Currency currency) const {
  const ParsedAmount parsed = ParseAmount(text_, currency);
  if (!parsed.money) {
    return errors::InvalidParameter(parameter_, DescribeAmountError(parsed.error));
  }
  if (parsed.money->minor < 0) return errors::InvalidParameter(parameter_, texts::kNegative);
  return *parsed.money;
}

std::optional<Error> AmountText::FindRefusal() const {
  // Currencies differ in the number of their decimals alone: none or two.
  const Result<Money> without_decimals = Parse(Currency::kKrw);
  const Result<Money> with_decimals = Parse(Currency::kUsd);
  if (without_decimals.ok() || with_decimals.ok()) return std::nullopt;
  const bool have_same_message = without_decimals.error().message == with_decimals.error().message;
  return have_same_message ? std::optional(with_decimals.error()) : std::nullopt;
}

Result<std::optional<Money>> ReadAmount(const std::optional<AmountText>& text, Currency currency) {
  if (!text) return std::optional<Money>();
  PORTONE_TRY(const Money amount, text->Parse(currency));
  return std::optional(amount);
}

Result<Done> CheckTaxParts(const Order& order, std::string_view parameter) {
  const std::int64_t vat = order.vat_amount ? order.vat_amount->minor : 0;
  if (order.tax_free.minor + vat > order.amount.minor) {
    return errors::InvalidParameter(parameter, texts::Above("amount"));
  }
  return Done{};
}

Result<Done> SetAmounts(Order& order, const OrderAmountTexts& texts, Currency currency) {
  const Money zero{0, currency};
  PORTONE_TRY(const std::optional<Money> amount, ReadAmount(texts.amount, currency));
  order.amount = amount.value_or(zero);
  PORTONE_TRY(const std::optional<Money> tax_free, ReadAmount(texts.tax_free, currency));
  order.tax_free = tax_free.value_or(zero);
  PORTONE_TRY(order.vat_amount, ReadAmount(texts.vat_amount, currency));
  return CheckTaxParts(order, "tax_free");
}

}  // namespace portone
