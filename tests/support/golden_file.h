// SPDX-License-Identifier: MIT
// Expected text that lives in fixtures/golden, so that a change of it is reviewed as a diff.
#pragma once

#include <string>
#include <string_view>

namespace portone::testing {

/// Compares `actual` with fixtures/golden/<name>: empty when they are the same, else the first line
/// that differs, as expected and as it is. With UPDATE_GOLDEN=1 in the environment the file is
/// written instead.
std::string DifferenceFromGolden(std::string_view name, const std::string& actual);

}  // namespace portone::testing
