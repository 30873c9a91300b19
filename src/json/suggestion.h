// SPDX-License-Identifier: MIT
// The "did you mean" part of error messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::json {

/// A message suffix with the candidate that is the new name of `word` (renamed_names.h): "; it is
/// called \"charge_outcome\" now", or else with the one that FindNearest (strict_object.h) finds:
/// "; did you mean \"channels\"?". "" when there is none.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace portone::json
