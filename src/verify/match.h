// SPDX-License-Identifier: MIT
// What a test says of one value, and whether a value is like that. Pure; match_reader reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "verify/fact.h"

namespace portone::verify {

enum class MatchKind : std::uint8_t {
  kEqual,
  kLike,     ///< a text with * for anything
  kAtLeast,  ///< numbers and times
  kAtMost,
  kNot,     ///< its one part does not hold
  kOneOf,   ///< one of the parts holds
  kAll,     ///< every part holds
  kObject,  ///< an object in which each of `names` is as its part says; others may stand beside
  kArray,   ///< an array of as many elements, each as its part says
};

struct Match {
  MatchKind kind = MatchKind::kObject;
  FieldType type = FieldType::kText;
  Json value;                      ///< to compare with; a time is unix seconds or as FormatIso
  std::vector<std::string> names;  ///< of the parts of kObject
  std::vector<Match> parts;
  Json given = Json::object();  ///< as it was written, for explanations
};

/// Where a value is not as it should be.
struct Difference {
  std::string field;  ///< "status", "body.schedules[0].amount"
  Json expected;      ///< as it was written
  Json actual;        ///< null when it is absent
};

/// An absent value is null.
bool Matches(const Match& match, const Json& actual);

/// Every place where they differ; none exactly when Matches. `field` is what `actual` is called, ""
/// for a whole fact.
std::vector<Difference> Differences(const Match& match, const Json& actual,
                                    const std::string& field = "");

/// Whether `text` is `pattern`, in which each * stands for any text, also none.
bool IsLike(std::string_view text, std::string_view pattern);

}  // namespace portone::verify
