// SPDX-License-Identifier: MIT
// Reads the name of an enum value from a JSON object.
#pragma once

#include <optional>
#include <string_view>

#include "base/enum_names.h"
#include "json/strict_object.h"

namespace portone::json {

/// The value of E that the value of `key` names. Nothing when the key is absent, or when it has
/// another value, which is reported with all names of E.
template <NamedEnum E>
std::optional<E> ReadEnum(StrictObject& object, std::string_view key) {
  const auto names = Names<E>();
  const auto name = object.Choice(key, {names.begin(), names.end()});
  return name ? Parse<E>(*name) : std::nullopt;
}

}  // namespace portone::json
