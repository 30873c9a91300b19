// SPDX-License-Identifier: MIT
// Objects with very many members: built, merged and searched in linear time, where Json itself
// compares each key with every other.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json/json_fwd.h"

namespace portone::json {

/// Up to this number of members, comparing all keys is faster than an index.
inline constexpr std::size_t kFewMembers = 32;

/// The members of an object that is being built, in the order in which their keys were first added.
template <class Value>
class Members {
 public:
  using List = std::vector<std::pair<std::string, Value>>;

  /// The position of `key`; nothing when it was not added.
  std::optional<std::size_t> Find(std::string_view key) const {
    if (list_.size() > kFewMembers) {
      const auto found = index_.find(key);
      return found == index_.end() ? std::nullopt : std::optional(found->second);
    }
    for (std::size_t i = 0; i < list_.size(); ++i) {
      if (list_[i].first == key) return i;
    }
    return std::nullopt;
  }

  /// Adds a member at the end; returns its position. REQUIRES: `key` was not added before.
  std::size_t Append(std::string key, Value value = {}) {
    list_.emplace_back(std::move(key), std::move(value));
    if (list_.size() == kFewMembers + 1) {
      for (std::size_t i = 0; i < kFewMembers; ++i)
        index_.emplace(list_[i].first, i);
    }
    if (list_.size() > kFewMembers) index_.emplace(list_.back().first, list_.size() - 1);
    return list_.size() - 1;
  }

  /// The value of `key`, which is added with an empty value when it is not there.
  Value& operator[](std::string_view key) {
    const std::optional<std::size_t> found = Find(key);
    return list_[found ? *found : Append(std::string(key))].second;
  }

  Value& at(std::size_t position) { return list_.at(position).second; }
  std::size_t size() const { return list_.size(); }
  List& list() { return list_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  List list_;
  /// Empty up to kFewMembers.
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;
};

/// The object of these members.
Json ToObject(Members<Json> members);

/// The members of `base`, with the values of `overriding` where it has the same keys, followed by
/// its other members. REQUIRES: both are objects.
Json Merge(Json base, Json overriding);

/// Finds members of an object that does not change meanwhile.
class MemberIndex {
 public:
  /// REQUIRES: `object` outlives the index. Anything but an object has no members.
  explicit MemberIndex(const Json& object);

  /// The value of `key`; null when there is none.
  const Json* Find(std::string_view key) const;

 private:
  const Json* object_;
  std::unordered_map<std::string_view, const Json*> by_key_;  ///< empty up to kFewMembers
};

}  // namespace portone::json
