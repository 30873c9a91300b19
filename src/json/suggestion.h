// SPDX-License-Identifier: MIT
// How a message says which word was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::json {

/// The end of a message, with the candidate that Nearest finds (strict_object.h): "; did you mean
/// \"channels\"?". "" when it finds none.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace portone::json
