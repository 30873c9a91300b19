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

std::string Pattern::ReplaceAll(const std::string& text, const std::string& replacement) const {
  return ReplaceAll(text, [&](const Match& /*match*/) { return replacement; });
}

std::string Pattern::ReplaceAll(const std::string& text,
                                const std::function<std::string(const Match&)>& replace) const {
  std::string result;
  auto rest = text.begin();
  for (std::sregex_iterator at(text.begin(), text.end(), expression_->regex), end; at != end;
       ++at) {
    result.append(rest, (*at)[0].first);
    result += replace(ToMatch(*at));
    rest = (*at)[0].second;
  }
  return result.append(rest, text.end());
}

}  // namespace portone::testing
