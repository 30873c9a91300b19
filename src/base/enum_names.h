// SPDX-License-Identifier: MIT
// The names of enum values in JSON and in messages. One table beside each enum serves writing,
// reading, listing the choices and the schema:
//
//   enum class Device : std::uint8_t { kApi, kPc };
//   template <>
//   struct EnumNames<Device> {
//     static constexpr std::array<std::string_view, 2> kNames{"api", "pc"};
//   };
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace portone {

/// Specialised for enums whose values count up from 0. `kNames` are their names in that order.
/// With `kFirstIsUnnamed`, the first value has the name "": it is expressed by leaving the key out.
template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires {
  EnumNames<E>::kNames.size();
};

/// Whether an enumerator has this value. Compilers print other values as numbers:
/// "[kValue = portone::Device::kPc]", but "[kValue = (portone::Device)7]".
template <auto kValue>
constexpr bool IsEnumerator() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const char first = text[text.find_last_of(":)") + 1];
  return first < '0' || first > '9';
}

template <NamedEnum E>
constexpr bool IsFirstUnnamed() {
  return requires {
    EnumNames<E>::kFirstIsUnnamed;
  };
}

/// Whether each value of E has a name, and no name is left over.
template <NamedEnum E>
constexpr bool HasAllNames() {
  constexpr std::size_t kCount = EnumNames<E>::kNames.size();
  for (std::size_t i = 0; i < kCount; ++i) {
    const bool may_be_empty = i == 0 && IsFirstUnnamed<E>();
    if (EnumNames<E>::kNames[i].empty() != may_be_empty) return false;
  }
  return IsEnumerator<static_cast<E>(kCount - 1)>() && !IsEnumerator<static_cast<E>(kCount)>();
}

/// The name of a value; "" for an unnamed one.
template <NamedEnum E>
constexpr std::string_view Name(E value) {
  static_assert(HasAllNames<E>(), "each enumerator needs a name in EnumNames");
  return EnumNames<E>::kNames.at(static_cast<std::size_t>(value));
}

/// All names, in the order of the values, without that of an unnamed one.
template <NamedEnum E>
constexpr std::span<const std::string_view> Names() {
  static_assert(HasAllNames<E>(), "each enumerator needs a name in EnumNames");
  return std::span<const std::string_view>(EnumNames<E>::kNames)
      .subspan(IsFirstUnnamed<E>() ? 1 : 0);
}

/// The value with this name; nullopt for any other text.
template <NamedEnum E>
constexpr std::optional<E> Parse(std::string_view name) {
  static_assert(HasAllNames<E>(), "each enumerator needs a name in EnumNames");
  for (std::size_t i = IsFirstUnnamed<E>() ? 1 : 0; i < EnumNames<E>::kNames.size(); ++i) {
    if (EnumNames<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace portone
