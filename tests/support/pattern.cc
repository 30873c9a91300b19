// SPDX-License-Identifier: MIT
#include "support/pattern.h"

#include <regex>

namespace portone::testing {
namespace {

Match ToMatch(const std::smatch& groups) {
  return {groups.begin(), groups.end()};
}

}  // namespace

struct Pattern::Expression {
  std::regex regex;
};

Pattern::Pattern(const std::string& expression)
    : expression_(std::make_shared<Expression>(Expression{std::regex(expression)})) {}

std::optional<Match> Pattern::MatchWhole(const std::string& text) const {
  std::smatch groups;
  if (!std::regex_match(text, groups, expression_->regex)) return std::nullopt;
  return ToMatch(groups);
}

std::optional<Match> Pattern::FindFirst(const std::string& text) const {
  std::smatch groups;
  if (!std::regex_search(text, groups, expression_->regex)) return std::nullopt;
  return ToMatch(groups);
}

std::vector<Match> Pattern::FindAll(const std::string& text) const {
  std::vector<Match> matches;
  for (std::sregex_iterator at(text.begin(), text.end(), expression_->regex), end; at != end; ++at)
    matches.push_back(ToMatch(*at));
  return matches;
}

std::string Pattern::Replace(const std::string& text, const std::string& replacement) const {
  return std::regex_replace(text, expression_->regex, replacement);
}

}  // namespace portone::testing
