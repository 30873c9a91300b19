// SPDX-License-Identifier: MIT
// The scenario loader as the fuzzer and the tests exercise it.
#pragma once

#include <string_view>

namespace portone::testing {

/// Loads a text as a scenario, and exercises error positions, references and expectations. Throws
/// std::logic_error when an error has no position or when a part of the document was not loaded.
void LoadScenario(std::string_view text);

}  // namespace portone::testing
