// SPDX-License-Identifier: MIT
#include "json/suggestion.h"

#include <algorithm>
#include <cstddef>

#include "json/renamed_names.h"

namespace portone::json {
namespace {

/// Number of letters to change, insert, delete, or swap with a neighbour.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> distances(a.size() + 1,
                                                  std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    distances[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j)
    distances[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = distances[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      distances[i][j] = std::min({distances[i - 1][j] + 1, distances[i][j - 1] + 1, change});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) distances[i][j] = std::min(distances[i][j], distances[i - 2][j - 2] + 1);
    }
  }
  return distances[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> FindNearest(std::string_view word,
                                       const std::vector<std::string>& candidates) {
  constexpr std::size_t kMaxLength = 64;  // longer input is not a typo of any known word
  if (word.size() > kMaxLength) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : candidates) {
    const bool is_too_long = candidate.size() >= word.size() + best_distance;
    const bool is_too_short = word.size() >= candidate.size() + best_distance;
    if (is_too_long || is_too_short) continue;
    const std::size_t distance = EditDistance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  constexpr std::size_t kMinPrefix = 3;  // common letters at the start: "nicepay", "nice"
  for (const std::string& candidate : candidates) {
    const bool is_prefix = candidate.starts_with(word) || word.starts_with(candidate);
    if (!best && is_prefix && std::min(word.size(), candidate.size()) >= kMinPrefix)
      best = candidate;
  }
  return best;
}

std::string DescribeRename(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto renamed = FindNewName(word, {candidates.begin(), candidates.end()});
  return renamed ? "; it is called \"" + std::string(*renamed) + "\" now" : "";
}

std::string DescribeSuggestion(std::string_view word, const std::vector<std::string>& candidates) {
  std::string renamed = DescribeRename(word, {candidates.begin(), candidates.end()});
  if (!renamed.empty()) return renamed;
  const auto nearest = FindNearest(word, candidates);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace portone::json
