// SPDX-License-Identifier: MIT
// What the fuzzer and the tests do to the scenario loader.
#pragma once

#include <string_view>

namespace portone::testing {

/// Loads a text as a scenario, and whatever hangs on it: places of mistakes, references,
/// expectations. Throws std::logic_error when a refusal does not say where, or when something of
/// what was loaded is missing.
void LoadScenario(std::string_view text);

}  // namespace portone::testing
