// SPDX-License-Identifier: MIT
// A matcher for one JSON value. Pure functions; matcher_reader.h reads matchers from JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "verify/fact.h"

namespace portone::verify {

enum class MatcherKind : std::uint8_t {
  kEqual,
  kLike,     ///< a string pattern in which * matches any characters
  kAtLeast,  ///< numbers and times
  kAtMost,
  kNot,     ///< its only part does not match
  kOneOf,   ///< at least one part matches
  kAll,     ///< every part matches
  kObject,  ///< an object in which each of `names` matches its part; other members are ignored
  kArray,   ///< an array with as many elements as parts, each matching its part
};

struct Matcher {
  MatcherKind kind = MatcherKind::kObject;
  FieldType type = FieldType::kText;
  Json value;  ///< to compare with; a time is in unix seconds or as FormatIso writes it
  std::vector<std::string> names;  ///< kObject: the member names of the parts
  std::vector<Matcher> parts;
  Json source = Json::object();  ///< as written in the document, for messages
};

/// A place where a value does not match.
struct Difference {
  std::string field;  ///< "status", "body.schedules[0].amount"
  Json expected;      ///< as written in the document
  Json actual;        ///< null when it is absent
};

/// Whether `actual` matches. A missing value is passed as null.
bool Matches(const Matcher& match, const Json& actual);

/// All places where `actual` does not match; empty if and only if Matches. `field` is the path of
/// `actual`, "" for a whole fact.
std::vector<Difference> FindDifferences(const Matcher& match, const Json& actual,
                                        const std::string& field = "");

}  // namespace portone::verify
