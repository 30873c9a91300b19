// SPDX-License-Identifier: MIT
// What a request says to one gateway alone, flat, under the names it was sent with:
// "naverProductCode", "bypass.shop_user_id", "display.card_quota[0]". Never anything of a card.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace portone {

class Parameters {
 public:
  void Put(std::string name, std::string value) {
    values_.insert_or_assign(std::move(name), std::move(value));
  }

  /// The value as text; "" when there is none.
  std::string_view Text(std::string_view name) const;
  /// Whether the parameter, or anything below it, was sent: "naverProducts" by
  /// "naverProducts[0].name", "display.card_quota" also by an empty array.
  bool Has(std::string_view name) const;
  /// "true" or "1".
  bool Flag(std::string_view name) const;
  /// The elements of an array of scalars, in their order; one scalar is an array of one.
  std::vector<std::string_view> List(std::string_view name) const;
  bool empty() const { return values_.empty(); }
  const std::map<std::string, std::string, std::less<>>& All() const { return values_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace portone
