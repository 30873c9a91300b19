// SPDX-License-Identifier: MIT
// The "did you mean" part of error messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::json {

/// A message suffix with the candidate that FindNearest (strict_object.h) finds: "; did you mean
/// \"channels\"?". "" when it finds none.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace portone::json
