// SPDX-License-Identifier: MIT
#include "json/strict_object.h"

#include <algorithm>
#include <set>
#include <utility>

#include "json/json.h"
#include "json/suggestion.h"

namespace portone::json {
namespace {

const Json& EmptyObject() {
  static const Json kEmpty = Json::object();
  return kEmpty;
}

std::string Quote(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

}  // namespace

std::string EscapePointerToken(std::string_view key) {
  std::string escaped;
  for (const char c : key) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

StrictObject::StrictObject(const Json& value, std::string pointer, Problems& problems)
    : object_(value.is_object() ? &value : &EmptyObject()),
      members_(*object_),
      pointer_(std::move(pointer)),
      problems_(&problems) {
  if (!value.is_object()) problems.Add({pointer_, "must be an object"});
}

std::optional<std::string> StrictObject::Text(std::string_view key) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  Report(key, "must be a string");
  return std::nullopt;
}

std::optional<std::string> StrictObject::RequiredText(std::string_view key) {
  std::optional<std::string> text = Text(key);
  if (!Has(key)) Report(key, "is missing");
  if (text && text->empty()) {
    Report(key, "must not be empty");
    return std::nullopt;
  }
  return text;
}

std::optional<std::int64_t> StrictObject::Integer(std::string_view key, std::int64_t min,
                                                  std::int64_t max) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  const bool is_int64 = value->is_number_integer() &&
                        !(value->is_number_unsigned() &&
                          value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX));
  if (is_int64 && value->get<std::int64_t>() >= min && value->get<std::int64_t>() <= max) {
    return value->get<std::int64_t>();
  }
  Report(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return std::nullopt;
}

std::optional<bool> StrictObject::Bool(std::string_view key) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  Report(key, "must be true or false");
  return std::nullopt;
}

std::optional<std::string> StrictObject::Choice(std::string_view key,
                                                const std::vector<std::string_view>& allowed) {
  std::optional<std::string> text = Text(key);
  if (!text || std::find(allowed.begin(), allowed.end(), *text) != allowed.end()) return text;
  std::string message = "must be one of";
  for (const std::string_view one : allowed)
    message += " " + Quote(one);
  const std::string renamed = DescribeRename(*text, allowed);
  message += ", not " + Quote(*text) + renamed;
  problems_->Add({PointerTo(key), std::move(message), false, !renamed.empty()});
  return std::nullopt;
}

std::optional<StrictObject> StrictObject::Object(std::string_view key) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  return StrictObject(*value, PointerTo(key), *problems_);
}

std::optional<std::string> StrictObject::Scalar(std::string_view key) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number() || value->is_boolean()) return value->dump();
  Report(key, "must be a string, a number, true or false");
  return std::nullopt;
}

std::optional<ObjectList> StrictObject::List(std::string_view key) {
  const Json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) {
    Report(key, "must be an array");
    return std::nullopt;
  }
  return ObjectList(*value, PointerTo(key), *problems_);
}

const Json* StrictObject::Raw(std::string_view key) {
  return Lookup(key);
}

bool StrictObject::IsString(std::string_view key) const {
  const Json* value = members_.Find(key);
  return value != nullptr && value->is_string();
}

bool StrictObject::Has(std::string_view key) const {
  return members_.Find(key) != nullptr;
}

void StrictObject::Report(std::string_view key, std::string message) {
  if (object_ == &EmptyObject()) return;  // that it is no object is reported already
  problems_->Add({PointerTo(key), std::move(message)});
}

void StrictObject::ReportKey(std::string_view key, std::string message) {
  problems_->Add({PointerTo(key), std::move(message), true});
}

void StrictObject::Finish() {
  const std::set<std::string_view> known(known_.begin(), known_.end());
  for (const auto& [key, value] : object_->items()) {
    if (known.contains(key)) continue;
    const bool is_renamed = !DescribeRename(key, {known_.begin(), known_.end()}).empty();
    const std::string suggestion = problems_->full() ? "" : DescribeSuggestion(key, known_);
    problems_->Add({PointerTo(key), "unknown key" + suggestion, true, is_renamed});
  }
}

const Json* StrictObject::Lookup(std::string_view key) {
  known_.emplace_back(key);
  return members_.Find(key);
}

std::string StrictObject::PointerTo(std::string_view key) const {
  return pointer_ + "/" + EscapePointerToken(key);
}

std::size_t ObjectList::size() const {
  return elements_ == nullptr ? 0 : elements_->size();
}

void ObjectList::Iterator::Read() {
  object_.reset();
  if (index_ >= list_->size()) return;
  object_.emplace((*list_->elements_)[index_], list_->pointer_ + "/" + std::to_string(index_),
                  *list_->problems_);
}

}  // namespace portone::json
