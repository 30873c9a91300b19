// SPDX-License-Identifier: MIT
#include "verify/matcher.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <optional>
#include <utility>

#include "base/wildcard.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/members.h"
#include "json/plain_text.h"

namespace portone::verify {
namespace {

const Json& GetNullJson() {
  static const Json kNull;
  return kNull;
}

/// The member with this name; JSON null when there is none.
const Json& GetMember(const json::MemberIndex& object, const std::string& name) {
  const Json* found = object.Find(name);
  return found == nullptr ? GetNullJson() : *found;
}

/// A number, or the number in a form's string value; null for anything else.
Json NormalizeNumber(const Json& value) {
  if (value.is_number()) return value;
  if (!value.is_string()) return nullptr;
  Json number = Json::parse(value.get_ref<const std::string&>(), nullptr, false);
  return number.is_number() ? number : Json();
}

bool EqualAsFormValues(const Json& expected, const Json& actual) {
  if (expected == actual) return true;
  if (expected.is_string() == actual.is_string()) return false;
  if (expected.is_structured() || actual.is_structured()) return false;
  if (expected.is_null() || actual.is_null()) return false;
  if (json::ToText(expected) == json::ToText(actual)) return true;
  const Json number = NormalizeNumber(expected);
  return !number.is_null() && number == NormalizeNumber(actual);
}

/// Compares `actual` with the matcher's value; unordered when they are not comparable. Unix seconds
/// are compared in whole seconds, as the V1 API writes times.
std::partial_ordering Compare(const Matcher& match, const Json& actual) {
  const auto order = [](const auto& a, const auto& b) -> std::partial_ordering {
    return a < b ? std::partial_ordering::less
                 : (b < a ? std::partial_ordering::greater : std::partial_ordering::equivalent);
  };
  if (match.type == FieldType::kTime) {
    if (!actual.is_string()) return std::partial_ordering::unordered;
    if (match.value.is_string()) return order(actual, match.value);
    const std::optional<Instant> at = ParseIso(actual.get_ref<const std::string&>());
    if (!at) return std::partial_ordering::unordered;
    return order(ToUnixSeconds(*at), match.value.get<std::int64_t>());
  }
  const Json number = match.type == FieldType::kAny ? NormalizeNumber(actual) : actual;
  if (!number.is_number()) return std::partial_ordering::unordered;
  return order(number, match.value);
}

bool Equals(const Matcher& match, const Json& actual) {
  if (match.value.is_null() || actual.is_null()) return match.value.is_null() && actual.is_null();
  if (match.type == FieldType::kTime) return std::is_eq(Compare(match, actual));
  if (match.type == FieldType::kAny) return EqualAsFormValues(match.value, actual);
  return match.value == actual;
}

bool MatchesElements(const Matcher& match, const Json& actual) {
  if (!actual.is_array() || actual.size() != match.parts.size()) return false;
  for (std::size_t i = 0; i < match.parts.size(); ++i) {
    if (!Matches(match.parts[i], actual[i])) return false;
  }
  return true;
}

bool MatchesMembers(const Matcher& match, const Json& actual) {
  if (!actual.is_object()) return false;
  const json::MemberIndex members(actual);
  for (std::size_t i = 0; i < match.parts.size(); ++i) {
    if (!Matches(match.parts[i], GetMember(members, match.names[i]))) return false;
  }
  return true;
}

void Append(std::vector<Difference>& all, std::vector<Difference> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

bool Matches(const Matcher& match, const Json& actual) {
  const auto holds = [&actual](const Matcher& part) { return Matches(part, actual); };
  switch (match.kind) {
    case MatcherKind::kEqual:
      return Equals(match, actual);
    case MatcherKind::kLike:
      return !actual.is_null() && !actual.is_structured() &&
             MatchesWildcard(match.value.get_ref<const std::string&>(), json::ToText(actual));
    case MatcherKind::kAtLeast:
      return std::is_gteq(Compare(match, actual));
    case MatcherKind::kAtMost:
      return std::is_lteq(Compare(match, actual));
    case MatcherKind::kNot:
      return std::none_of(match.parts.begin(), match.parts.end(), holds);
    case MatcherKind::kOneOf:
      return std::any_of(match.parts.begin(), match.parts.end(), holds);
    case MatcherKind::kAll:
      return std::all_of(match.parts.begin(), match.parts.end(), holds);
    case MatcherKind::kObject:
      return MatchesMembers(match, actual);
    case MatcherKind::kArray:
      return MatchesElements(match, actual);
  }
  return false;
}

std::vector<Difference> FindDifferences(const Matcher& match, const Json& actual,
                                        const std::string& field) {
  std::vector<Difference> all;
  if (match.kind == MatcherKind::kObject && actual.is_object()) {
    const json::MemberIndex members(actual);
    for (std::size_t i = 0; i < match.parts.size(); ++i) {
      const std::string name = field.empty() ? match.names[i] : field + "." + match.names[i];
      Append(all, FindDifferences(match.parts[i], GetMember(members, match.names[i]), name));
    }
  } else if (match.kind == MatcherKind::kArray && actual.is_array() &&
             actual.size() == match.parts.size()) {
    for (std::size_t i = 0; i < match.parts.size(); ++i) {
      Append(all,
             FindDifferences(match.parts[i], actual[i], field + "[" + std::to_string(i) + "]"));
    }
  } else if (!Matches(match, actual)) {
    all.push_back({field, match.source, actual});
  }
  return all;
}

}  // namespace portone::verify
