// SPDX-License-Identifier: MIT
// The scenario files of this source tree: the shipped ones, and the intentionally broken fixtures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// Every file of scenarios/ and of the examples, as sorted paths in the tree.
std::vector<std::string> FindShippedScenarios();

/// The files of a folder of fixtures/scenarios ("broken"), as sorted paths in the tree.
std::vector<std::string> FindScenarioFixtures(std::string_view folder);

/// The content of a file of the tree.
std::string ReadSourceFile(const std::string& path);

}  // namespace portone::testing
