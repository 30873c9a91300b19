// SPDX-License-Identifier: MIT
// The parts of error messages that suggest the intended name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portone::json {

/// The candidate with the smallest edit distance, if that is at most a third of the word's length;
/// otherwise one that is a prefix of the word or has the word as a prefix. Nothing for a word of
/// more than 64 bytes.
std::optional<std::string> FindNearest(std::string_view word,
                                       const std::vector<std::string>& candidates);

/// A message suffix: "; it is called \"charge_outcome\" now" for a word that was renamed to one of
/// the candidates (renamed_names.h), or else the candidate that FindNearest finds, "; did you mean
/// \"channels\"?". "" when there is neither.
std::string DescribeSuggestion(std::string_view word, const std::vector<std::string>& candidates);

/// Only the first of the two suffixes, for messages that list the candidates anyway.
std::string DescribeRename(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace portone::json
