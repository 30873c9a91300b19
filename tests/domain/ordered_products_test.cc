// SPDX-License-Identifier: MIT
// What the gateway makes of the products of a window: lines, options, supplements, delivery.
#include "domain/ordered_products.h"

#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"

namespace portone {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

Parameters Make(const Values& values) {
  Parameters parameters;
  for (const auto& [name, value] : values)
    parameters.Put("naverProducts" + name, value);
  return parameters;
}

/// A product with a delivery of its own.
Values Product(const std::string& index, const std::string& price, const Values& more = {}) {
  Values all{{"[" + index + "].id", "p-" + index},
             {"[" + index + "].name", "상품 " + index},
             {"[" + index + "].basePrice", price}};
  for (const auto& [name, value] : more)
    all.emplace_back("[" + index + "]." + name, value);
  return all;
}

Values Join(Values first, const Values& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

OrderedProducts Read(const Values& values) {
  return ReadOrderedProducts(Make(values));
}

std::string Wrong(const Values& values) {
  return Read(values).wrong_parameter.value_or("none");
}

std::int64_t ReadDeliveryFee(const Values& shipping, const std::string& quantity = "1") {
  const OrderedProducts read = Read(Product("0", "1000", Join({{"quantity", quantity}}, shipping)));
  REQUIRE(read.lines.size() == 1);
  return read.lines[0].delivery.minor;
}

TEST_CASE("ordered products: without products there is no line", "[domain][product-order]") {
  CHECK(Read({}).lines.empty());
  CHECK_FALSE(Read({}).wrong_parameter);
  CHECK(Read({}).Total() == Won(0));
  CHECK(Read({{"", ""}}).lines.empty());  // an empty array
  CHECK_FALSE(Read({{"", ""}}).wrong_parameter);
}

TEST_CASE("ordered products: an empty product, and anything but a list, cannot be read",
          "[domain][product-order]") {
  CHECK(Wrong({{"[0]", ""}}) == "naverProducts[0].id");
  CHECK(Wrong({{".a", "1"}}) == "naverProducts");
  CHECK(Wrong({{"", "text"}}) == "naverProducts");
}

TEST_CASE("ordered products: a product, an option of old pages, several options, supplements",
          "[domain][product-order]") {
  const OrderedProducts read =
      Read(Join(Join(Product("0", "1000", {{"quantity", "2"}, {"taxType", "TAX_FREE"}}),
                     Product("1", "1000",
                             {{"quantity", "2"},
                              {"option.optionPrice", "200"},
                              {"option.selectionCode", "R_L"},
                              {"option.selections[0].label", "색상"},
                              {"option.selections[0].value", "빨강 🟥"},
                              {"option.selections[1].label", "사이즈"},
                              {"option.selections[1].value", "180"}})),
                Product("2", "1000.0",
                        {{"options[0].optionQuantity", "3"},
                         {"options[0].optionPrice", "-100"},
                         {"options[0].selectionCode", "R_M"},
                         {"options[1].optionQuantity", "1"},
                         {"options[1].optionPrice", "0"},
                         {"supplements[0].id", "s"},
                         {"supplements[0].name", "추가구성품"},
                         {"supplements[0].price", "1200"},
                         {"supplements[0].quantity", "2"}})));
  REQUIRE_FALSE(read.wrong_parameter);
  REQUIRE(read.lines.size() == 5);
  CHECK(read.lines[0].amount == Won(2'000));
  CHECK(read.lines[0].is_tax_free);
  CHECK(read.lines[0].option_id.empty());
  CHECK(read.lines[1].amount == Won(2'400));
  CHECK(read.lines[1].option_name == "색상: 빨강 🟥 / 사이즈: 180");
  CHECK(read.lines[2].amount == Won(2'700));
  CHECK(read.lines[2].option_id == "R_M");
  CHECK(read.lines[3].amount == Won(1'000));
  CHECK(read.lines[4].id == "s");
  CHECK(read.lines[4].amount == Won(2'400));
  CHECK(read.Total() == Won(10'500));
  CHECK(read.TotalTaxFree() == Won(2'000));
}

TEST_CASE("ordered products: the fee of a delivery follows its rule", "[domain][product-order]") {
  const Values fee{{"shipping.baseFee", "2500"}, {"shipping.feePayType", "PREPAYED"}};
  CHECK(ReadDeliveryFee({}) == 0);
  CHECK(ReadDeliveryFee(fee) == 2'500);
  CHECK(ReadDeliveryFee(
            {{"shipping.baseFee", "2500"}, {"shipping.feePayType", "CASH_ON_DELIVERY"}}) == 0);
  CHECK(ReadDeliveryFee({{"shipping.baseFee", "2500"}, {"shipping.feeType", "FREE"}}) == 0);
  const Values free = Join(fee, {{"shipping.feeRule.freeByThreshold", "20000"}});
  CHECK(ReadDeliveryFee(free, "19") == 2'500);
  CHECK(ReadDeliveryFee(free, "20") == 0);
  const Values repeated = Join(fee, {{"shipping.feeRule.repeatByQty", "10"}});
  CHECK(ReadDeliveryFee(repeated, "10") == 2'500);
  CHECK(ReadDeliveryFee(repeated, "11") == 5'000);
  const Values ranges = Join(fee, {{"shipping.feeRule.rangesByQty[0].from", "11"},
                                   {"shipping.feeRule.rangesByQty[0].surcharge", "2500"},
                                   {"shipping.feeRule.rangesByQty[1].from", "21"},
                                   {"shipping.feeRule.rangesByQty[1].surcharge", "7500"}});
  CHECK(ReadDeliveryFee(ranges, "10") == 2'500);
  CHECK(ReadDeliveryFee(ranges, "11") == 5'000);
  CHECK(ReadDeliveryFee(ranges, "21") == 10'000);
}

TEST_CASE("ordered products: products of one group share a parcel", "[domain][product-order]") {
  const Values together{{"shipping.groupId", "a"}, {"shipping.baseFee", "2500"}};
  const OrderedProducts grouped =
      Read(Join(Product("0", "1000", together), Product("1", "1000", together)));
  CHECK(grouped.lines[0].delivery == Won(2'500));
  CHECK(grouped.lines[1].delivery == Won(0));
  const Values alone{{"shipping.groupId", ""}, {"shipping.baseFee", "2500"}};
  CHECK(Read(Join(Product("0", "1000", alone), Product("1", "1000", alone))).Total() == Won(7'000));
}

TEST_CASE("ordered products: what cannot be read is named", "[domain][product-order]") {
  CHECK(Wrong({{"", "text"}}) == "naverProducts");
  CHECK(Wrong({{"[0].name", "x"}, {"[0].basePrice", "1"}}) == "naverProducts[0].id");
  CHECK(Wrong({{"[0].id", "x"}, {"[0].basePrice", "1"}}) == "naverProducts[0].name");
  CHECK(Wrong(Product("0", "")) == "naverProducts[0].basePrice");
  CHECK(Wrong(Product("0", "1.5")) == "naverProducts[0].basePrice");
  CHECK(Wrong(Product("0", "-1")) == "naverProducts[0].basePrice");
  CHECK(Wrong(Product("0", "9999999999")) == "naverProducts[0].basePrice");
  CHECK(Wrong(Product("0", "1", {{"quantity", "0"}})) == "naverProducts[0].quantity");
  CHECK(Wrong(Product("0", "1", {{"option.optionPrice", "-2"}})) ==
        "naverProducts[0].option.optionPrice");
  CHECK(Wrong(Product("0", "1", {{"options[0].optionPrice", "0"}})) ==
        "naverProducts[0].options[0].optionQuantity");
  CHECK(Wrong(Product("0", "1", {{"supplements[0].id", "s"}})) ==
        "naverProducts[0].supplements[0].name");
  CHECK(Wrong(Product("0", "1", {{"shipping.baseFee", "x"}})) ==
        "naverProducts[0].shipping.baseFee");
  CHECK(Wrong(Product("0", "999999999", {{"quantity", "99999"}})) == "naverProducts");
  Values many;
  for (int i = 0; i <= 100; ++i)
    many = Join(many, Product(std::to_string(i), "1"));
  CHECK(Wrong(many) == "naverProducts");
}

}  // namespace
}  // namespace portone
