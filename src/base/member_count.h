// SPDX-License-Identifier: MIT
// Checks how many members an aggregate has, so that a list of them cannot miss one.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace portone {

/// Converts to any type; only for HasMembers, never called.
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

/// Whether an aggregate has `kCount` members; a base class counts as one. Members that are arrays
/// are not supported.
template <class T, std::size_t kCount>
requires std::is_aggregate_v<T>
constexpr bool HasMembers() {
  return TakesMembers<T>(std::make_index_sequence<kCount>()) &&
         !TakesMembers<T>(std::make_index_sequence<kCount + 1>());
}

}  // namespace portone

/// Does not compile when `Type` has a different number of members. Stands beside the list of them.
#define PORTONE_MEMBERS(Type, number)                  \
  static_assert(::portone::HasMembers<Type, number>(), \
                "a member of " #Type                   \
                " was added or removed: "              \
                "update its Fields below, then count its members here")
