// SPDX-License-Identifier: MIT
// The products that a page orders in a payment window, and what the gateway makes of them: one line
// for each product, option and supplement, with its part of the delivery. Pure functions of values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/money.h"
#include "domain/parameters.h"

namespace portone {

/// A line of an order: it becomes a product order.
struct OrderedProduct {
  std::string id;
  std::string name;
  std::string option_id;    ///< "" without an option
  std::string option_name;  ///< "색상: 빨강 / 사이즈: 180"; "" without an option
  int quantity = 1;
  Money amount;    ///< for all units, options included
  Money delivery;  ///< the fee of its group, for the group's first line; else 0
  bool is_tax_free = false;
};

/// What `naverProducts` says; in won.
struct OrderedProducts {
  std::vector<OrderedProduct> lines;
  /// The first parameter that cannot be read: "naverProducts[0].basePrice". No line is of use then.
  std::optional<std::string> wrong_parameter;

  Money Total() const;         ///< with delivery
  Money TotalTaxFree() const;  ///< without delivery
};

inline constexpr std::size_t kMaxOrderedProducts = 100;

/// Reads the products of a window's parameters; none when it has no `naverProducts`.
// FIDELITY: ordered-products
OrderedProducts ReadOrderedProducts(const Parameters& parameters);

}  // namespace portone
