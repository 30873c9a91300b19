// SPDX-License-Identifier: MIT
// A set of enum values.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace portone {

/// REQUIRES: the values of E are below 64.
template <class E>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  constexpr EnumSet(std::initializer_list<E> values) {
    for (const E value : values)
      bits_ |= Bit(value);
  }
  constexpr bool Has(E value) const { return (bits_ & Bit(value)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr std::uint64_t Bit(E value) {
    return std::uint64_t{1} << static_cast<unsigned>(value);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace portone
