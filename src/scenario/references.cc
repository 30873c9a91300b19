// SPDX-License-Identifier: MIT
#include "scenario/references.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "json/plain_text.h"
#include "json/suggestion.h"
#include "json/text.h"

namespace portone::scenario {
namespace {

constexpr std::string_view kOpen = "${";
constexpr std::string_view kEscapedOpen = "$${";  // a literal kOpen
constexpr std::string_view kNow = "now";
constexpr std::string_view kUnix = "unix ";

/// A piece of a string: a literal, or the text between the braces of a reference.
struct Piece {
  std::string text;
  bool is_reference = false;
};

/// Splits a string into pieces; nothing when a brace is not closed.
std::optional<std::vector<Piece>> Split(std::string_view text) {
  std::vector<Piece> pieces;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) pieces.push_back({std::exchange(literal, ""), false});
  };
  while (!text.empty()) {
    if (text.starts_with(kEscapedOpen)) {
      literal += kOpen;
      text.remove_prefix(kEscapedOpen.size());
    } else if (text.starts_with(kOpen)) {
      const std::size_t end = text.find('}');
      if (end == std::string_view::npos) return std::nullopt;
      flush();
      pieces.push_back({std::string(text.substr(kOpen.size(), end - kOpen.size())), true});
      text.remove_prefix(end + 1);
    } else {
      literal += text.front();
      text.remove_prefix(1);
    }
  }
  flush();
  return pieces;
}

/// Splits "charge.response.imp_uid" into "charge" and the rest.
std::pair<std::string_view, std::string_view> SplitName(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

bool IsTime(std::string_view reference) {
  return reference == kNow || reference.starts_with("now+") || reference.starts_with("now-") ||
         reference.starts_with(kUnix);
}

/// The time of a reference for which IsTime; nothing when it is malformed.
std::optional<Instant> ParseTime(std::string_view reference, Instant now) {
  if (reference.starts_with(kUnix)) return ParseIso(reference.substr(kUnix.size()));
  if (reference == kNow) return now;
  std::optional<Period> period = ParsePeriod(reference.substr(kNow.size() + 1));
  if (!period) return std::nullopt;
  if (reference[kNow.size()] == '-') period = Period{-period->months, -period->duration};
  return Add(now, *period);
}

std::string FormatTimeError(std::string_view reference) {
  if (reference.starts_with(kUnix)) {
    return "\"${" + std::string(reference) +
           "}\" needs ISO 8601 with an offset, like \"${unix 2024-03-01T09:00:00+09:00}\"";
  }
  return "\"${" + std::string(reference) + "}\" needs a period, like \"${now+P1M}\"";
}

void CheckString(const std::string& text, const std::string& pointer,
                 const std::set<std::string>& names, json::Problems& problems) {
  const auto pieces = Split(text);
  if (!pieces) {
    problems.Add({pointer, "\"${\" without a closing \"}\"; write \"$${\" for a literal \"${\""});
    return;
  }
  for (const Piece& piece : *pieces) {
    if (!piece.is_reference) continue;
    if (IsTime(piece.text)) {
      if (!ParseTime(piece.text, Instant{})) problems.Add({pointer, FormatTimeError(piece.text)});
      continue;
    }
    const std::string name(SplitName(piece.text).first);
    if (names.contains(name)) continue;
    std::vector<std::string> known{names.begin(), names.end()};
    known.emplace_back(kNow);
    problems.Add({pointer, "no earlier step is called \"" + name + "\"" +
                               json::DescribeSuggestion(name, known)});
  }
}

/// The member or element that `key` names; null when there is none.
const Json* FindPart(const Json& value, std::string_view key) {
  if (value.is_object()) {
    const auto found = value.find(key);
    return found == value.end() ? nullptr : &*found;
  }
  std::size_t index = 0;
  const char* const last = key.data() + key.size();
  const auto [end, ec] = std::from_chars(key.data(), last, index);
  const bool is_index = value.is_array() && ec == std::errc{} && end == last;
  return is_index && index < value.size() ? &value[index] : nullptr;
}

/// A message suffix with a similar name, or else the existing ones: "; did you mean \"imp_uid\"?",
/// "; it has a, b".
std::string DescribeAlternatives(std::string_view key, const Json& value) {
  if (!value.is_object()) {
    const bool list = value.is_array();
    return "; it has " + (list ? std::to_string(value.size()) + " elements" : value.dump());
  }
  std::vector<std::string> names;
  for (const auto& [name, part] : value.items())
    names.push_back(name);
  if (std::string suggestion = json::DescribeSuggestion(key, names); !suggestion.empty())
    return suggestion;
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "; it has " : ", ") + name;
  return text.empty() ? "; it is empty" : text;
}

bool ContainsReference(std::string_view text) {
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos;
       at = text.find(kOpen, at + 1)) {
    if (at == 0 || text[at - 1] != '$') return true;
  }
  return false;
}

/// The JSON pointers to the strings with a reference.
void CollectReferences(const Json& value, const std::string& pointer,
                       std::set<std::string>& found) {
  if (value.is_string()) {
    if (HasReference(value)) found.insert(pointer);
  } else if (value.is_structured()) {
    for (const auto& [key, part] : value.items())
      CollectReferences(part, pointer + "/" + json::EscapePointerToken(key), found);
  }
}

}  // namespace

bool HasReference(const Json& value) {
  if (value.is_string()) return ContainsReference(value.get_ref<const std::string&>());
  return value.is_structured() && std::any_of(value.begin(), value.end(),
                                              [](const Json& part) { return HasReference(part); });
}

void CheckReferences(const Json& value, const std::string& pointer,
                     const std::set<std::string>& names, json::Problems& problems) {
  if (value.is_string()) {
    CheckString(value.get_ref<const std::string&>(), pointer, names, problems);
  } else if (value.is_object()) {
    for (const auto& [key, part] : value.items())
      CheckReferences(part, pointer + "/" + json::EscapePointerToken(key), names, problems);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      CheckReferences(value[i], pointer + "/" + std::to_string(i), names, problems);
  }
}

json::Problems::Filter MakeReferenceFilter(const Json& value, std::string pointer,
                                           bool (*is_resolved)(std::string_view relative_pointer)) {
  std::optional<std::set<std::string>> references;  // collected for the first problem
  return [&value, pointer = std::move(pointer), is_resolved,
          references](const json::Problem& problem) mutable {
    const std::string_view relative_pointer =
        std::string_view(problem.pointer).substr(pointer.size());
    if (problem.is_key_error || !is_resolved(relative_pointer)) return true;
    if (!references) CollectReferences(value, pointer, references.emplace());
    return !references->contains(problem.pointer);
  };
}

void References::SetReply(const std::string& name, Json reply) {
  replies_.insert_or_assign(name, std::move(reply));
}

BasicResult<Json, ReferenceError> References::Resolve(const Json& value) const {
  if (value.is_string()) return ResolveText(value.get_ref<const std::string&>());
  Json resolved = value;
  if (value.is_structured()) {
    for (auto& part : resolved) {
      PORTONE_TRY(Json resolved_part, Resolve(part));
      part = std::move(resolved_part);
    }
  }
  return resolved;
}

BasicResult<std::string, ReferenceError> References::ResolvePath(const std::string& path) const {
  return Interpolate(path,
                     [](const Json& value) { return json::PercentEncode(json::ToText(value)); });
}

BasicResult<Json, ReferenceError> References::ResolveText(const std::string& text) const {
  const auto pieces = Split(text);
  const bool is_single_reference = pieces && pieces->size() == 1 && pieces->front().is_reference;
  if (is_single_reference) return ResolveReference(pieces->front().text);
  PORTONE_TRY(std::string interpolated, Interpolate(text, json::ToText));
  return Json(std::move(interpolated));
}

BasicResult<std::string, ReferenceError> References::Interpolate(
    const std::string& text, std::string (*as_text)(const Json& value)) const {
  const auto pieces = Split(text);
  if (!pieces) return ReferenceError{"\"${\" without a closing \"}\""};
  std::string interpolated;
  for (const Piece& piece : *pieces) {
    if (!piece.is_reference) {
      interpolated += piece.text;
      continue;
    }
    PORTONE_TRY(const Json value, ResolveReference(piece.text));
    interpolated += as_text(value);
  }
  return interpolated;
}

BasicResult<Json, ReferenceError> References::ResolveReference(std::string_view reference) const {
  if (IsTime(reference)) {
    const auto time = ParseTime(reference, now_());
    if (!time) return ReferenceError{FormatTimeError(reference)};
    return Json(ToUnixSeconds(*time));
  }
  auto [name, path] = SplitName(reference);
  const auto reply = replies_.find(name);
  if (reply == replies_.end()) {
    return ReferenceError{"there is no reply to a step called " + std::string(name)};
  }
  const Json* value = &reply->second;
  while (!path.empty()) {
    const auto [key, rest] = SplitName(path);
    const Json* part = FindPart(*value, key);
    if (part == nullptr) {
      return ReferenceError{"the reply to " + std::string(name) + " has no " +
                            std::string(reference.substr(name.size() + 1)) +
                            DescribeAlternatives(key, *value)};
    }
    value = part;
    path = rest;
  }
  return *value;
}

}  // namespace portone::scenario
