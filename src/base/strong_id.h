// SPDX-License-Identifier: MIT
// A string wrapped in a distinct type, so that different kinds of id cannot be mixed up.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace portone {

/// `struct ImpUidTag; using ImpUid = StrongId<ImpUidTag>;`
template <class Tag>
struct StrongId {
  std::string text;

  StrongId() = default;
  explicit StrongId(std::string value) : text(std::move(value)) {}

  bool empty() const { return text.empty(); }

  friend bool operator==(const StrongId&, const StrongId&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const StrongId&, const StrongId&) = default;
};

}  // namespace portone

template <class Tag>
struct std::hash<portone::StrongId<Tag>> {
  // Not noexcept: libstdc++'s hash tables then store the hash of each key. Otherwise a lookup
  // computes the hash of every key that it passes, and a rehash those of all keys.
  std::size_t operator()(const portone::StrongId<Tag>& id) const {
    return std::hash<std::string>{}(id.text);
  }
};
