// SPDX-License-Identifier: MIT
#include "domain/amount_text.h"

#include "support/catch.h"

namespace portone {
namespace {

std::string DescribeResult(const Result<Money>& result) {
  return result.ok() ? FormatAmount(result.value()) : result.error().message;
}

TEST_CASE("amount text: is parsed in the currency that the command determines", "[domain][money]") {
  const AmountText text("amount", "10.50");
  CHECK(text.Parse(Currency::kUsd).value() == Money{1'050, Currency::kUsd});
  CHECK(DescribeResult(text.Parse(Currency::kKrw)) ==
        "amount 파라메터가 올바르지 않습니다. (해당 통화의 최소 단위보다 작은 금액입니다)");
  CHECK(AmountText("a", "10.00").Parse(Currency::kKrw).value() == Won(10));
  CHECK(DescribeResult(AmountText("checksum", "-1").Parse(Currency::kUsd)) ==
        "checksum 파라메터가 올바르지 않습니다. (음수일 수 없습니다)");
}

TEST_CASE("amount text: without a currency, only what every currency refuses is refused",
          "[domain][money]") {
  const std::string always_refused = GENERATE("x", "", "-1", "0.001", "1000000000000");
  CAPTURE(always_refused);
  CHECK(AmountText("amount", always_refused).FindRefusal());
  const std::string currency_dependent = GENERATE("0", "10", "10.5", "-0.5");
  CAPTURE(currency_dependent);
  CHECK_FALSE(AmountText("amount", currency_dependent).FindRefusal());
}

TEST_CASE("amount text: the amounts of an order are set together", "[domain][money]") {
  Order order;
  const AmountText amount("amount", "10.5");
  const AmountText part("tax_free", "10.51");
  CHECK(SetAmounts(order, {amount, {}, {}}, Currency::kUsd).ok());
  CHECK(order.amount == Money{1'050, Currency::kUsd});
  CHECK(order.tax_free == Money{0, Currency::kUsd});
  CHECK_FALSE(order.vat_amount);
  CHECK(SetAmounts(order, {amount, part, {}}, Currency::kUsd).error().message ==
        "tax_free 파라메터가 올바르지 않습니다. (amount보다 클 수 없습니다)");
  CHECK(SetAmounts(order, {}, Currency::kKrw).ok());
  CHECK(order.amount == Won(0));
}

}  // namespace
}  // namespace portone
