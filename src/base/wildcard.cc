// SPDX-License-Identifier: MIT
#include "base/wildcard.h"

#include <cstddef>

namespace portone {

bool MatchesWildcard(std::string_view pattern, std::string_view text) {
  std::size_t pattern_position = 0;
  std::size_t text_position = 0;
  std::size_t star = std::string_view::npos;  // the last '*' seen, and the end of its match
  std::size_t star_match_end = 0;
  while (text_position < text.size()) {
    if (pattern_position < pattern.size() && pattern[pattern_position] == '*') {
      star = pattern_position++;
      star_match_end = text_position;
    } else if (pattern_position < pattern.size() &&
               pattern[pattern_position] == text[text_position]) {
      ++pattern_position;
      ++text_position;
    } else if (star != std::string_view::npos) {
      pattern_position = star + 1;
      text_position = ++star_match_end;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', pattern_position) == std::string_view::npos;
}

}  // namespace portone
