// SPDX-License-Identifier: MIT
// Expected text in fixtures/golden, or in a block of a document, so that changes are reviewed as a
// diff.
#pragma once

#include <string>
#include <string_view>

namespace portone::testing {

/// Compares `actual` with fixtures/golden/<name>: empty when they are equal, otherwise the first
/// differing line, expected and actual. With UPDATE_GOLDEN=1 in the environment the file is written
/// instead.
std::string CompareWithGolden(std::string_view name, const std::string& actual);

/// The same for a part of the file `path` of this source tree: the lines between the line
/// "<!-- <name>: written by make golden -->" and the line "<!-- end of <name> -->". REQUIRES: both
/// lines exist.
std::string CompareWithBlock(std::string_view path, const std::string& name,
                             const std::string& actual);

}  // namespace portone::testing
