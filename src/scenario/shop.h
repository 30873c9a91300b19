// SPDX-License-Identifier: MIT
// The block `shop` of a scenario: the server under test, which steps can call.
#pragma once

#include <optional>
#include <string>

#include "json/strict_object.h"

namespace portone::scenario {

/// The server that a scenario tests.
struct Shop {
  std::optional<std::string> url;  ///< without a "/" at its end; absent: only --shop-url names it
};

/// Reads the object `shop` of `document`; an absent one is empty. Reports a `url` that is not an
/// http or https URL.
Shop ReadShop(json::StrictObject& document);

/// `over`, completed from `base`.
Shop MergeShops(Shop base, Shop over);

}  // namespace portone::scenario
