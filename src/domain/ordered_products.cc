// SPDX-License-Identifier: MIT
#include "domain/ordered_products.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace portone {
namespace {

constexpr std::int64_t kMaxPrice = 999'999'999;
constexpr std::int64_t kMaxTotal = 999'999'999'999;
constexpr std::int64_t kMaxQuantity = 99'999;
constexpr std::string_view kTaxFree = "TAX_FREE";
constexpr std::string_view kLegacyTaxFree = "FREE";
constexpr std::string_view kPaidOnDelivery = "CASH_ON_DELIVERY";

std::string MakeElementName(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

/// A whole number within [min, max]; "1000.0", as some languages write it, is one.
std::optional<std::int64_t> ParseWhole(std::string_view text, std::int64_t min, std::int64_t max) {
  const std::size_t dot = text.find('.');
  if (dot != std::string_view::npos &&
      text.find_first_not_of('0', dot + 1) == std::string_view::npos)
    text = text.substr(0, dot);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  if (!is_whole || value < min || value > max) return std::nullopt;
  return value;
}

/// Reads the products one by one, until one cannot be read.
class ProductReader {
 public:
  explicit ProductReader(const Parameters& parameters) : parameters_(parameters) {}

  OrderedProducts Read() {
    constexpr std::string_view kList = "naverProducts";
    const bool is_empty_list = parameters_.All().contains(kList) && parameters_.Text(kList).empty();
    const bool is_no_list = parameters_.Has(kList) && !parameters_.Has(MakeElementName(kList, 0));
    if (is_no_list && !is_empty_list) Refuse(std::string(kList));
    for (std::size_t i = 0; parameters_.Has(MakeElementName(kList, i)) && !result_.wrong_parameter;
         ++i)
      ReadProduct(MakeElementName(kList, i));
    if (!result_.wrong_parameter) AddFees();
    const bool is_too_much =
        result_.lines.size() > kMaxOrderedProducts || result_.Total().minor > kMaxTotal;
    if (is_too_much) Refuse(std::string(kList));
    return std::move(result_);
  }

 private:
  /// A group of products that travel in one parcel.
  struct Parcel {
    std::size_t first_line = 0;
    std::int64_t quantity = 0;
    std::string shipping;  ///< the name of the policy's parameters
  };

  void Refuse(std::string parameter) {
    if (!result_.wrong_parameter) result_.wrong_parameter = std::move(parameter);
  }

  std::string RequiredText(const std::string& name) {
    const std::string_view text = parameters_.Text(name);
    if (text.empty()) Refuse(name);
    return std::string(text);
  }

  std::int64_t ReadWholeNumber(const std::string& name, std::int64_t min, std::int64_t max,
                               std::optional<std::int64_t> default_value = std::nullopt) {
    const std::string_view text = parameters_.Text(name);
    if (text.empty() && default_value) return *default_value;
    const auto value = ParseWhole(text, min, max);
    if (!value) Refuse(name);
    return value.value_or(0);
  }

  void ReadProduct(const std::string& name) {
    OrderedProduct product;
    product.id = RequiredText(name + ".id");
    product.name = RequiredText(name + ".name");
    const std::int64_t price = ReadWholeNumber(name + ".basePrice", 0, kMaxPrice);
    const std::string_view tax = parameters_.Text(name + ".taxType");
    product.is_tax_free = tax == kTaxFree || tax == kLegacyTaxFree;
    const std::size_t first_line = result_.lines.size();
    const std::string options = name + ".options";
    if (parameters_.Has(MakeElementName(options, 0))) {
      for (std::size_t i = 0; parameters_.Has(MakeElementName(options, i)); ++i)
        ReadOption(
            product, price, MakeElementName(options, i),
            ReadWholeNumber(MakeElementName(options, i) + ".optionQuantity", 1, kMaxQuantity));
    } else {
      const std::int64_t quantity = ReadWholeNumber(name + ".quantity", 1, kMaxQuantity, 1);
      ReadOption(product, price, name + ".option", quantity);
    }
    ReadSupplements(name + ".supplements", product.is_tax_free);
    AddToParcel(name + ".shipping", first_line);
  }

  /// Adds a line for the product, with its option if there is one.
  void ReadOption(OrderedProduct product, std::int64_t price, const std::string& name,
                  std::int64_t quantity) {
    product.option_id = parameters_.Text(name + ".selectionCode");
    const std::string selections = name + ".selections";
    for (std::size_t i = 0; parameters_.Has(MakeElementName(selections, i)); ++i) {
      const std::string one = MakeElementName(selections, i);
      if (!product.option_name.empty()) product.option_name += " / ";
      product.option_name += std::string(parameters_.Text(one + ".label")) + ": " +
                             std::string(parameters_.Text(one + ".value"));
    }
    const std::int64_t added = ReadWholeNumber(name + ".optionPrice", -kMaxPrice, kMaxPrice, 0);
    if (price + added < 0) Refuse(name + ".optionPrice");
    AddLine(std::move(product), price + added, quantity);
  }

  void ReadSupplements(const std::string& list, bool is_tax_free) {
    for (std::size_t i = 0; parameters_.Has(MakeElementName(list, i)); ++i) {
      const std::string name = MakeElementName(list, i);
      OrderedProduct supplement;
      supplement.id = RequiredText(name + ".id");
      supplement.name = RequiredText(name + ".name");
      supplement.is_tax_free = is_tax_free;
      const std::int64_t price = ReadWholeNumber(name + ".price", 0, kMaxPrice);
      AddLine(std::move(supplement), price,
              ReadWholeNumber(name + ".quantity", 1, kMaxQuantity, 1));
    }
  }

  void AddLine(OrderedProduct line, std::int64_t price, std::int64_t quantity) {
    line.quantity = static_cast<int>(quantity);
    line.amount = Won(price * quantity);
    result_.lines.push_back(std::move(line));
  }

  /// Products of one group share a parcel; one without a group has its own.
  void AddToParcel(const std::string& shipping, std::size_t first_line) {
    std::string group(parameters_.Text(shipping + ".groupId"));
    if (group.empty()) group = shipping;
    Parcel& parcel = parcels_.try_emplace(group, Parcel{first_line, 0, shipping}).first->second;
    for (std::size_t i = first_line; i < result_.lines.size(); ++i)
      parcel.quantity += result_.lines[i].quantity;
  }

  void AddFees() {
    std::int64_t total = 0;
    for (const OrderedProduct& line : result_.lines)
      total += line.amount.minor;
    for (const auto& [group, parcel] : parcels_)
      result_.lines[parcel.first_line].delivery = Won(ComputeFee(parcel, total));
  }

  /// The prepaid fee of a parcel. Its destination is not known: no regional surcharges.
  std::int64_t ComputeFee(const Parcel& parcel, std::int64_t total) {
    const std::string& shipping = parcel.shipping;
    const std::int64_t base = ReadWholeNumber(shipping + ".baseFee", 0, kMaxPrice, 0);
    const bool is_free = parameters_.Text(shipping + ".feeType") == "FREE" ||
                         parameters_.Text(shipping + ".feePayType") == kPaidOnDelivery;
    if (is_free || base == 0) return 0;
    const std::string rule = shipping + ".feeRule";
    const std::int64_t free_from = ReadWholeNumber(rule + ".freeByThreshold", 0, kMaxPrice, 0);
    if (free_from > 0 && total >= free_from) return 0;
    const std::int64_t each = ReadWholeNumber(rule + ".repeatByQty", 1, kMaxQuantity,
                                              std::max<std::int64_t>(parcel.quantity, 1));
    if (each == 0) return 0;  // refused
    const std::int64_t times = (parcel.quantity + each - 1) / each;
    return base * times + FindSurcharge(rule, parcel.quantity);
  }

  /// Of the last range that begins at or below the quantity.
  std::int64_t FindSurcharge(const std::string& rule, std::int64_t quantity) {
    const std::string ranges = rule + ".rangesByQty";
    std::int64_t surcharge = 0;
    std::int64_t begin = 0;
    for (std::size_t i = 0; parameters_.Has(MakeElementName(ranges, i)); ++i) {
      const std::int64_t from =
          ReadWholeNumber(MakeElementName(ranges, i) + ".from", 1, kMaxQuantity);
      const std::int64_t added =
          ReadWholeNumber(MakeElementName(ranges, i) + ".surcharge", 0, kMaxPrice);
      if (from > quantity || from < begin) continue;
      begin = from;
      surcharge = added;
    }
    return surcharge;
  }

  const Parameters& parameters_;
  OrderedProducts result_;
  std::map<std::string, Parcel> parcels_;
};

}  // namespace

Money OrderedProducts::Total() const {
  Money total = Won(0);
  for (const OrderedProduct& line : lines)
    total = total + line.amount + line.delivery;
  return total;
}

Money OrderedProducts::TotalTaxFree() const {
  Money total = Won(0);
  for (const OrderedProduct& line : lines) {
    if (line.is_tax_free) total = total + line.amount;
  }
  return total;
}

OrderedProducts ReadOrderedProducts(const Parameters& parameters) {
  return ProductReader(parameters).Read();
}

}  // namespace portone
