// SPDX-License-Identifier: MIT
#include "domain/money.h"

#include <array>
#include <cctype>

namespace portone {
namespace {

struct CurrencyRow {
  Currency currency;
  std::string_view code;
  int decimal_places;
};

constexpr std::array<CurrencyRow, 14> kCurrencies{{
    {Currency::kKrw, "KRW", 0},
    {Currency::kUsd, "USD", 2},
    {Currency::kEur, "EUR", 2},
    {Currency::kJpy, "JPY", 0},
    {Currency::kCny, "CNY", 2},
    {Currency::kGbp, "GBP", 2},
    {Currency::kThb, "THB", 2},
    {Currency::kVnd, "VND", 0},
    {Currency::kSgd, "SGD", 2},
    {Currency::kTwd, "TWD", 2},
    {Currency::kRub, "RUB", 2},
    {Currency::kHkd, "HKD", 2},
    {Currency::kCad, "CAD", 2},
    {Currency::kAud, "AUD", 2},
}};

constexpr std::int64_t kMaxMajor = 999'999'999'999;

const CurrencyRow& Row(Currency currency) {
  return kCurrencies.at(static_cast<std::size_t>(currency));
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Consumes the leading digits of `text` and returns their value, or -1 when it is out of range.
std::int64_t TakeDigits(std::string_view& text, std::size_t& count) {
  std::int64_t value = 0;
  count = 0;
  while (!text.empty() && IsDigit(text.front())) {
    value = value > kMaxMajor ? -1 : (value < 0 ? -1 : value * 10 + (text.front() - '0'));
    text.remove_prefix(1);
    ++count;
  }
  return value;
}

}  // namespace

std::string_view GetCurrencyCode(Currency currency) {
  return Row(currency).code;
}

std::vector<std::string_view> ListCurrencyCodes() {
  std::vector<std::string_view> codes;
  for (const CurrencyRow& row : kCurrencies)
    codes.push_back(row.code);
  return codes;
}

std::optional<Currency> FindCurrency(std::string_view code) {
  for (const CurrencyRow& row : kCurrencies) {
    if (row.code.size() != code.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < code.size(); ++i) {
      same = same && std::toupper(static_cast<unsigned char>(code[i])) == row.code[i];
    }
    if (same) return row.currency;
  }
  return std::nullopt;
}

int GetDecimalPlaces(Currency currency) {
  return Row(currency).decimal_places;
}

ParsedAmount ParseAmount(std::string_view text, Currency currency) {
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative) text.remove_prefix(1);
  std::size_t whole_digits = 0;
  std::int64_t major = TakeDigits(text, whole_digits);
  if (whole_digits == 0) return {std::nullopt, AmountError::kNotANumber};

  std::int64_t fraction = 0;
  int fraction_digits = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    if (text.empty()) return {std::nullopt, AmountError::kNotANumber};
    for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
      if (fraction_digits < GetDecimalPlaces(currency)) {
        fraction = fraction * 10 + (text.front() - '0');
        ++fraction_digits;
      } else if (text.front() != '0') {
        return {std::nullopt, AmountError::kTooPrecise};
      }
    }
  }
  if (!text.empty()) return {std::nullopt, AmountError::kNotANumber};
  if (major < 0 || major > kMaxMajor) return {std::nullopt, AmountError::kOutOfRange};

  for (; fraction_digits < GetDecimalPlaces(currency); ++fraction_digits)
    fraction *= 10;
  for (int i = 0; i < GetDecimalPlaces(currency); ++i)
    major *= 10;
  const std::int64_t minor = major + fraction;
  return {Money{is_negative ? -minor : minor, currency}, {}};
}

std::string FormatAmount(Money money) {
  std::int64_t unit = 1;
  for (int i = 0; i < GetDecimalPlaces(money.currency); ++i)
    unit *= 10;
  const std::int64_t magnitude = money.minor < 0 ? -money.minor : money.minor;
  std::string text = (money.minor < 0 ? "-" : "") + std::to_string(magnitude / unit);
  std::int64_t fraction = magnitude % unit;
  if (fraction == 0) return text;
  std::string digits = std::to_string(unit + fraction).substr(1);
  while (digits.back() == '0')
    digits.pop_back();
  return text + "." + digits;
}

}  // namespace portone
