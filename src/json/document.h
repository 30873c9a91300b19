// SPDX-License-Identifier: MIT
// A JSON text that was read together with the locations of its values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "json/source_location.h"

namespace portone::json {

/// Where a value is: an object member at its key, an array element and the whole value at its
/// start. Small, as there is one for every value of a text.
struct ValueLocation {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t size = 1;  ///< number of values: itself and all inside it
};

/// REQUIRES: the text has less than 4 GiB.
struct Document {
  Json value;
  std::vector<ValueLocation> locations;  ///< of all values, in the order in which they start

  /// The locations of the values at these JSON pointers (RFC 6901), in the same order; for a
  /// missing value the nearest enclosing one.
  std::vector<SourceLocation> Locate(const std::vector<std::string_view>& pointers) const;
};

}  // namespace portone::json
