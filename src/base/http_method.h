// SPDX-License-Identifier: MIT
// The HTTP methods that the APIs have.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"

namespace portone {

enum class Method : std::uint8_t { kGet, kPost, kPut, kDelete };

template <>
struct EnumNames<Method> {
  static constexpr std::array<std::string_view, 4> kNames{"GET", "POST", "PUT", "DELETE"};
};

}  // namespace portone
