// SPDX-License-Identifier: MIT
// The scenario files of this source tree: those that are shipped, and those that are broken on
// purpose.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// Every file of scenarios/ and of the examples, as paths in the tree, sorted.
std::vector<std::string> ShippedScenarios();

/// The files of a folder of fixtures/scenarios ("broken"), as paths in the tree, sorted.
std::vector<std::string> ScenarioFixtures(std::string_view folder);

/// What a file of the tree holds.
std::string TextInTree(const std::string& path);

}  // namespace portone::testing
