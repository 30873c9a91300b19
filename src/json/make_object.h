// SPDX-License-Identifier: MIT
// Makes objects of the JSON tree type without copies.
#pragma once

#include <cstddef>
#include <utility>

#include "json/json.h"

namespace portone::json {

/// Like Json{{"key", value}, ...} but moves the values instead of copying them: there may be a
/// million objects.
template <std::size_t N>
inline Json MakeObject(std::pair<const char*, Json> (&&members)[N]) {
  Json object = Json::object();
  auto& list = object.get_ref<Json::object_t&>();
  list.reserve(N);
  for (auto& [key, value] : members)
    list.emplace_back(key, std::move(value));
  return object;
}

}  // namespace portone::json
