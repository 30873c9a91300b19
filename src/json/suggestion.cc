// SPDX-License-Identifier: MIT
#include "json/suggestion.h"

#include "json/renamed_names.h"
#include "json/strict_object.h"

namespace portone::json {

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  if (const auto renamed = FindNewName(word, candidates)) {
    return "; it is called \"" + std::string(*renamed) + "\" now";
  }
  const auto nearest = FindNearest(word, candidates);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace portone::json
