// SPDX-License-Identifier: MIT
// A set of enum values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "base/enum_names.h"

namespace portone {

/// REQUIRES: the values of E are below 64.
template <class E>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  constexpr EnumSet(std::initializer_list<E> values) {
    for (const E value : values)
      Add(value);
  }
  /// Every value of an enum that has names.
  static constexpr EnumSet All() {
    EnumSet all;
    for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i)
      all.Add(static_cast<E>(i));
    return all;
  }

  constexpr void Add(E value) { bits_ |= Bit(value); }
  constexpr bool Has(E value) const { return (bits_ & Bit(value)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

  friend constexpr EnumSet operator|(EnumSet a, EnumSet b) {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr EnumSet operator&(EnumSet a, EnumSet b) {
    a.bits_ &= b.bits_;
    return a;
  }
  friend constexpr bool operator==(EnumSet a, EnumSet b) = default;

 private:
  static constexpr std::uint64_t Bit(E value) {
    return std::uint64_t{1} << static_cast<unsigned>(value);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace portone
