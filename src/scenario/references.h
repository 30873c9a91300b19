// SPDX-License-Identifier: MIT
// References in strings to values that are known only at runtime: "${charge.response.imp_uid}" is
// a part of the reply to the step named charge, "${now}" the sandbox's time in unix seconds,
// "${now+P1M}" a month later, "${unix 2024-03-01T09:00:00+09:00}" a fixed time. "$${" is a literal
// "${".
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "json/json.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Whether any string in `value` contains a reference.
bool HasReference(const Json& value);

/// Reports every malformed reference, and every one whose name is not among `names`. `pointer` is
/// the JSON pointer to `value`.
void CheckReferences(const Json& value, const std::string& pointer,
                     const std::set<std::string>& names, json::Problems& problems);

/// Makes a filter of the problems found in `value`, which is at `pointer`. It drops the problems of
/// strings that contain references, whose values are not known yet. Strings at pointers below
/// `value` ("/body/amount") for which `is_resolved` is false are never resolved, so their problems
/// pass. REQUIRES: `value` outlives the filter.
json::Problems::Filter MakeReferenceFilter(const Json& value, std::string pointer,
                                           bool (*is_resolved)(std::string_view relative_pointer));

/// Why a reference cannot be resolved: "the reply to charge has no response.x".
struct ReferenceError {
  std::string message;
};

/// Resolves references, using the replies received so far. Not thread-safe.
class References {
 public:
  /// `now` is called whenever a reference uses it.
  explicit References(std::function<Instant()> now) : now_(std::move(now)) {}

  /// Stores the reply of the step `name`, replacing an earlier one.
  void SetReply(const std::string& name, Json reply);

  /// `value` with every reference resolved. A string that consists of a single reference becomes a
  /// value of its type; other references are inserted as text.
  BasicResult<Json, ReferenceError> Resolve(const Json& value) const;
  /// The same for a path; the inserted values are percent-encoded.
  BasicResult<std::string, ReferenceError> ResolvePath(const std::string& path) const;

 private:
  BasicResult<Json, ReferenceError> ResolveText(const std::string& text) const;
  BasicResult<std::string, ReferenceError> Interpolate(
      const std::string& text, std::string (*as_text)(const Json& value)) const;
  BasicResult<Json, ReferenceError> ResolveReference(std::string_view reference) const;

  std::function<Instant()> now_;
  std::map<std::string, Json, std::less<>> replies_;
};

}  // namespace portone::scenario
