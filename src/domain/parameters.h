// SPDX-License-Identifier: MIT
// The gateway-specific parameters of a request, flattened, under their request names:
// "naverProductCode", "bypass.shop_user_id", "display.card_quota[0]". Never contains card data.
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

  /// The value as text; "" when it is absent.
  std::string_view Text(std::string_view name) const;
  /// Whether the parameter or a nested one was sent: "naverProducts" is present with
  /// "naverProducts[0].name", and "display.card_quota" also with an empty array.
  bool Has(std::string_view name) const;
  /// Whether the value is "true" or "1".
  bool Flag(std::string_view name) const;
  /// The elements of an array of scalars, in order; a single scalar counts as an array of one.
  std::vector<std::string_view> List(std::string_view name) const;
  bool empty() const { return values_.empty(); }
  const std::map<std::string, std::string, std::less<>>& All() const { return values_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace portone
