// SPDX-License-Identifier: MIT
#include "json/suggestion.h"

#include "json/strict_object.h"

namespace portone::json {

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  const auto nearest = FindNearest(word, candidates);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace portone::json
