// SPDX-License-Identifier: MIT
// Regular expressions. std::regex costs the compiler seconds in each file that uses it; here one
// does.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace portone::testing {

/// The text of a match, then of each of its groups; a group that took no part is empty.
using Match = std::vector<std::string>;

/// A regular expression in the syntax of ECMAScript. Throws std::regex_error when it is invalid.
/// Copies share it.
class Pattern {
 public:
  explicit Pattern(const std::string& expression);

  /// The match of the whole text.
  std::optional<Match> MatchWhole(const std::string& text) const;
  /// The first match in the text.
  std::optional<Match> FindFirst(const std::string& text) const;
  std::vector<Match> FindAll(const std::string& text) const;
  /// The text with each match replaced; "$1" in the replacement is the first group.
  std::string Replace(const std::string& text, const std::string& replacement) const;

 private:
  struct Expression;
  std::shared_ptr<const Expression> expression_;
};

}  // namespace portone::testing
