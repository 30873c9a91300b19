// SPDX-License-Identifier: MIT
#include "json/members.h"

#include "json/json.h"

namespace portone::json {

Json ToObject(Members<Json> members) {
  Json object = Json::object();
  auto& list = object.get_ref<Json::object_t&>();
  list.reserve(members.size());  // growing would copy: the keys in it are const
  for (auto& [key, value] : members.list())
    list.emplace_back(std::move(key), std::move(value));
  return object;
}

Json Merge(Json base, Json overriding) {
  if (base.empty()) return overriding;
  Members<Json> merged;
  for (auto& [key, value] : base.get_ref<Json::object_t&>())
    merged.Append(key, std::move(value));
  for (auto& [key, value] : overriding.get_ref<Json::object_t&>())
    merged[key] = std::move(value);
  return ToObject(std::move(merged));
}

MemberIndex::MemberIndex(const Json& object) : object_(&object) {
  if (!object.is_object() || object.size() <= kFewMembers) return;
  by_key_.reserve(object.size());
  for (const auto& [key, value] : object.get_ref<const Json::object_t&>())
    by_key_.emplace(key, &value);
}

const Json* MemberIndex::Find(std::string_view key) const {
  if (!by_key_.empty()) {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
  }
  const auto found = object_->find(key);
  return found == object_->end() ? nullptr : &*found;
}

}  // namespace portone::json
