// SPDX-License-Identifier: MIT
// Texts that stand for values known only later: "${charge.response.imp_uid}" is a part of the reply
// to the step called charge, "${now}" the sandbox's time in unix seconds, "${now+P1M}" that a month
// later, "${unix 2024-03-01T09:00:00+09:00}" another time. "$${" is "${" itself.
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
#include "verify/fact.h"

namespace portone::scenario {

/// Whether any text in it refers to anything.
bool HasReference(const nlohmann::json& value);

/// Reports every reference that is none, or whose name is not among `names`. `pointer` is where
/// `value` stands.
void CheckReferences(const nlohmann::json& value, const std::string& pointer,
                     const std::set<std::string>& names, json::Problems& problems);

/// Adds to `problems` what was found in `given`, which stands at `pointer`, but for texts that
/// refer to something: nobody knows yet what will be there. Where `is_filled_in` says no of their
/// place below `given` ("/body/amount"), nothing ever will.
void AppendUnlessReferring(const nlohmann::json& given, const std::string& pointer,
                           json::Problems found, json::Problems& problems,
                           bool (*is_filled_in)(std::string_view below));

/// Why a reference cannot be filled in, in one sentence: "the reply to charge has no response.x".
struct Unresolved {
  std::string message;
};

/// The replies that there are so far. Not thread-safe.
class References {
 public:
  /// `now` is asked whenever a text names it.
  explicit References(std::function<Instant()> now) : now_(std::move(now)) {}

  /// From now on `name` means this; an earlier meaning is forgotten.
  void Keep(const std::string& name, Json reply);

  /// `value` with every reference in its place. A text that is one reference takes its type, too;
  /// others are filled in as text.
  BasicResult<Json, Unresolved> Resolved(const Json& value) const;
  /// The same of a path, in which what is referred to is percent-encoded.
  BasicResult<std::string, Unresolved> ResolvedPath(const std::string& path) const;

 private:
  BasicResult<Json, Unresolved> ResolvedText(const std::string& text) const;
  BasicResult<std::string, Unresolved> Filled(const std::string& text,
                                              std::string (*as_text)(const Json& value)) const;
  BasicResult<Json, Unresolved> ValueOf(std::string_view reference) const;

  std::function<Instant()> now_;
  std::map<std::string, Json, std::less<>> replies_;
};

}  // namespace portone::scenario
