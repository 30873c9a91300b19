// SPDX-License-Identifier: MIT
#include "domain/money.h"

#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("money: parses an amount in major units without rounding", "[domain][money]") {
  const auto [text, currency, minor] = GENERATE(table<std::string, Currency, std::int64_t>({
      {"1004", Currency::kKrw, 1'004},
      {"1004.0", Currency::kKrw, 1'004},
      {"1004.000", Currency::kKrw, 1'004},
      {"0", Currency::kKrw, 0},
      {"-0", Currency::kKrw, 0},
      {"-5", Currency::kKrw, -5},
      {"0001004", Currency::kKrw, 1'004},
      {"999999999999", Currency::kKrw, 999'999'999'999},
      {"-999999999999", Currency::kKrw, -999'999'999'999},
      {"10", Currency::kUsd, 1'000},
      {"10.5", Currency::kUsd, 1'050},
      {"10.05", Currency::kUsd, 1'005},
      {"10.500", Currency::kUsd, 1'050},
      {"-0.01", Currency::kUsd, -1},
      {"999999999999.99", Currency::kUsd, 99'999'999'999'999},
      {"1004.0", Currency::kJpy, 1'004},
      {"1004", Currency::kVnd, 1'004},
      {"0.99", Currency::kTwd, 99},
  }));
  CAPTURE(text);
  const ParsedAmount parsed = ParseAmount(text, currency);
  REQUIRE(parsed.money);
  CHECK(parsed.money->minor == minor);
  CHECK(parsed.money->currency == currency);
}

TEST_CASE("money: rejects invalid amounts with the reason", "[domain][money]") {
  const auto [text, currency, error] = GENERATE(table<std::string, Currency, AmountError>({
      {"", Currency::kKrw, AmountError::kNotANumber},
      {"-", Currency::kKrw, AmountError::kNotANumber},
      {"+5", Currency::kKrw, AmountError::kNotANumber},
      {" 5", Currency::kKrw, AmountError::kNotANumber},
      {"5 ", Currency::kKrw, AmountError::kNotANumber},
      {"--5", Currency::kKrw, AmountError::kNotANumber},
      {"1,004", Currency::kKrw, AmountError::kNotANumber},
      {"1e3", Currency::kKrw, AmountError::kNotANumber},
      {".5", Currency::kUsd, AmountError::kNotANumber},
      {"5.", Currency::kUsd, AmountError::kNotANumber},
      {"5.0.0", Currency::kUsd, AmountError::kNotANumber},
      {"five", Currency::kKrw, AmountError::kNotANumber},
      {"10.5", Currency::kKrw, AmountError::kTooPrecise},
      {"10.01", Currency::kJpy, AmountError::kTooPrecise},
      {"10.505", Currency::kUsd, AmountError::kTooPrecise},
      {"1000000000000", Currency::kKrw, AmountError::kOutOfRange},
      {"-1000000000000", Currency::kKrw, AmountError::kOutOfRange},
      {"9223372036854775808", Currency::kKrw, AmountError::kOutOfRange},
      {"99999999999999999999999999999999", Currency::kKrw, AmountError::kOutOfRange},
      {"1000000000000.00", Currency::kUsd, AmountError::kOutOfRange},
  }));
  CAPTURE(text);
  const ParsedAmount parsed = ParseAmount(text, currency);
  CHECK_FALSE(parsed.money);
  CHECK(parsed.error == error);
}

TEST_CASE("money: formats major units without trailing zeros", "[domain][money]") {
  const auto [money, text] = GENERATE(table<Money, std::string>({
      {Won(1'004), "1004"},
      {Won(0), "0"},
      {Won(-3), "-3"},
      {Money{1'000, Currency::kUsd}, "10"},
      {Money{1'050, Currency::kUsd}, "10.5"},
      {Money{1'005, Currency::kUsd}, "10.05"},
      {Money{-1, Currency::kUsd}, "-0.01"},
      {Money{99'999'999'999'999, Currency::kUsd}, "999999999999.99"},
      {Money{1'004, Currency::kJpy}, "1004"},
  }));
  CHECK(FormatAmount(money) == text);
}

TEST_CASE("money: adds and subtracts only within one currency", "[domain][money]") {
  CHECK(Won(700) + Won(300) == Won(1'000));
  CHECK(Won(700) - Won(300) == Won(400));
  CHECK(Won(0).IsZero());
  CHECK_FALSE(Won(1).IsZero());
  CHECK_FALSE(Won(1) == Money{1, Currency::kJpy});
  const Money dollar{100, Currency::kUsd};
  CHECK_THROWS_AS(Won(700) + dollar, InvariantViolation);
  CHECK_THROWS_AS(Won(700) - dollar, InvariantViolation);
}

TEST_CASE("money: every currency is found by its code, ignoring case", "[domain][money]") {
  const auto [code, currency, digits] = GENERATE(table<std::string, Currency, int>({
      {"KRW", Currency::kKrw, 0},
      {"USD", Currency::kUsd, 2},
      {"EUR", Currency::kEur, 2},
      {"JPY", Currency::kJpy, 0},
      {"CNY", Currency::kCny, 2},
      {"GBP", Currency::kGbp, 2},
      {"THB", Currency::kThb, 2},
      {"VND", Currency::kVnd, 0},
      {"SGD", Currency::kSgd, 2},
      {"TWD", Currency::kTwd, 2},
  }));
  CHECK(GetCurrencyCode(currency) == code);
  CHECK(FindCurrency(code) == currency);
  CHECK(GetDecimalPlaces(currency) == digits);
}

TEST_CASE("money: unknown currency codes are not found", "[domain][money]") {
  CHECK(FindCurrency("krw") == Currency::kKrw);
  CHECK(FindCurrency("Usd") == Currency::kUsd);
  CHECK_FALSE(FindCurrency(""));
  CHECK_FALSE(FindCurrency("KR"));
  CHECK_FALSE(FindCurrency("KRWW"));
  CHECK_FALSE(FindCurrency("XXX"));
}

}  // namespace
}  // namespace portone
