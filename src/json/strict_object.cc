// SPDX-License-Identifier: MIT
#include "json/strict_object.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "json/renamed_names.h"
#include "json/suggestion.h"

namespace portone::json {
namespace {

const nlohmann::json& EmptyObject() {
  static const nlohmann::json kEmpty = nlohmann::json::object();
  return kEmpty;
}

/// Number of letters to change, insert, delete, or swap with a neighbour.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> to(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    to[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j)
    to[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = to[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      to[i][j] = std::min({to[i - 1][j] + 1, to[i][j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) to[i][j] = std::min(to[i][j], to[i - 2][j - 2] + 1);
    }
  }
  return to[a.size()][b.size()];
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

std::optional<std::string> FindNearest(std::string_view word,
                                       const std::vector<std::string>& candidates) {
  constexpr std::size_t kMaxLength = 64;  // longer input is not a typo of any known word
  if (word.size() > kMaxLength) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() >= word.size() + best_distance) continue;
    const std::size_t distance = EditDistance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  constexpr std::size_t kMinPrefix = 3;  // common letters at the start: "nicepay", "nice"
  for (const std::string& candidate : candidates) {
    const bool is_prefix = candidate.starts_with(word) || word.starts_with(candidate);
    if (!best && is_prefix && std::min(word.size(), candidate.size()) >= kMinPrefix)
      best = candidate;
  }
  return best;
}

StrictObject::StrictObject(const nlohmann::json& value, std::string pointer, Problems& problems)
    : object_(value.is_object() ? &value : &EmptyObject()),
      pointer_(std::move(pointer)),
      problems_(&problems) {
  if (!value.is_object()) problems.push_back({pointer_, "must be an object"});
}

std::optional<std::string> StrictObject::Text(std::string_view key) {
  const nlohmann::json* value = Lookup(key);
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

std::optional<std::int64_t> StrictObject::Integer(std::string_view key, std::int64_t least,
                                                  std::int64_t most) {
  const nlohmann::json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  const bool fits = value->is_number_integer() &&
                    !(value->is_number_unsigned() &&
                      value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX));
  if (fits && value->get<std::int64_t>() >= least && value->get<std::int64_t>() <= most) {
    return value->get<std::int64_t>();
  }
  Report(key,
         "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<bool> StrictObject::Bool(std::string_view key) {
  const nlohmann::json* value = Lookup(key);
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
  message += ", not " + Quote(*text);
  if (const auto renamed = FindNewName(*text, {allowed.begin(), allowed.end()})) {
    message += "; it is called " + Quote(*renamed) + " now";
  }
  Report(key, std::move(message));
  return std::nullopt;
}

std::optional<StrictObject> StrictObject::Object(std::string_view key) {
  const nlohmann::json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  return StrictObject(*value, PointerTo(key), *problems_);
}

std::optional<std::string> StrictObject::Scalar(std::string_view key) {
  const nlohmann::json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number() || value->is_boolean()) return value->dump();
  Report(key, "must be a string, a number, true or false");
  return std::nullopt;
}

std::optional<std::vector<StrictObject>> StrictObject::List(std::string_view key) {
  const nlohmann::json* value = Lookup(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) {
    Report(key, "must be an array");
    return std::nullopt;
  }
  std::vector<StrictObject> list;
  for (std::size_t i = 0; i < value->size(); ++i) {
    list.emplace_back((*value)[i], PointerTo(key) + "/" + std::to_string(i), *problems_);
  }
  return list;
}

const nlohmann::json* StrictObject::Raw(std::string_view key) {
  return Lookup(key);
}

bool StrictObject::IsText(std::string_view key) const {
  const auto found = object_->find(key);
  return found != object_->end() && found->is_string();
}

bool StrictObject::Has(std::string_view key) const {
  return object_->contains(key);
}

void StrictObject::Report(std::string_view key, std::string message) {
  problems_->push_back({PointerTo(key), std::move(message)});
}

void StrictObject::ReportKey(std::string_view key, std::string message) {
  problems_->push_back({PointerTo(key), std::move(message), true});
}

void StrictObject::Finish() {
  for (const auto& [key, value] : object_->items()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    ReportKey(key, "unknown key" + DidYouMean(key, known_));
  }
}

const nlohmann::json* StrictObject::Lookup(std::string_view key) {
  known_.emplace_back(key);
  const auto found = object_->find(key);
  return found == object_->end() ? nullptr : &*found;
}

std::string StrictObject::PointerTo(std::string_view key) const {
  return pointer_ + "/" + EscapePointerToken(key);
}

}  // namespace portone::json
