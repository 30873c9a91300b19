// SPDX-License-Identifier: MIT
// Counts the members of an aggregate, so that a list of them cannot miss one.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace portone {

/// Converts to any type; only for CountMembers, never called.
struct AnyMember {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor)
};

template <class T, std::size_t... kIndices>
constexpr bool TakesMembers(std::index_sequence<kIndices...> /*indices*/) {
  return requires {
    T{(static_cast<void>(kIndices), AnyMember{})...};
  };
}

/// The number of members of an aggregate; a base class counts as one. Members that are arrays are
/// not supported.
template <class T, std::size_t kAtLeast = 0>
requires std::is_aggregate_v<T>
constexpr std::size_t CountMembers() {
  if constexpr (TakesMembers<T>(std::make_index_sequence<kAtLeast + 1>())) {
    return CountMembers<T, kAtLeast + 1>();
  } else {
    return kAtLeast;
  }
}

}  // namespace portone

/// Does not compile when `Type` has a different number of members. Stands beside the list of them.
#define PORTONE_MEMBERS(Type, number)                        \
  static_assert(::portone::CountMembers<Type>() == (number), \
                "a member of " #Type                         \
                " was added or removed: "                    \
                "update its Fields below, then this number")
