// SPDX-License-Identifier: MIT
#include "scenario/suggestion.h"

#include "scenario/strict_object.h"

namespace portone::scenario {

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  const auto nearest = Nearest(word, candidates);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace portone::scenario
