// SPDX-License-Identifier: MIT
// Regular expressions. std::regex costs the compiler seconds in each file that uses it: only
// pattern.cc does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace portone::testing {

/// The text of a match, then of each of its groups; a group that did not take part is empty.
using Match = std::vector<std::string>;

/// A regular expression in the syntax of ECMAScript. Throws std::regex_error when it is invalid.
class Pattern {
 public:
  explicit Pattern(const std::string& expression);

  /// Whether the whole text matches.
  bool Matches(const std::string& text) const { return MatchWhole(text).has_value(); }
  /// The match of the whole text.
  std::optional<Match> MatchWhole(const std::string& text) const;
  /// The first match in the text.
  std::optional<Match> FindFirst(const std::string& text) const;
  std::vector<Match> FindAll(const std::string& text) const;
  /// The text with each match replaced: by this text, or by what the function returns for it.
  std::string ReplaceAll(const std::string& text, const std::string& replacement) const;
  std::string ReplaceAll(const std::string& text,
                         const std::function<std::string(const Match&)>& replace) const;

 private:
  struct Expression;
  std::shared_ptr<const Expression> expression_;
};

}  // namespace portone::testing
