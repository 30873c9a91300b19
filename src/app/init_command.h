// SPDX-License-Identifier: MIT
// Writes a first scenario to begin with, and the schema beside it, so that editors know the keys.
#pragma once

#include <iosfwd>

#include "app/options.h"

namespace portone::app {

/// init [FOLDER]: writes NAME.json of the example and schema.json into the folder, which is
/// created if it is missing. Prints to `out` how to go on. Returns 0. Throws UsageError for an
/// unknown example, and CommandError, before anything is written, when a file exists already, and
/// when one cannot be written.
int WriteFirstScenario(const Settings& settings, std::ostream& out);

}  // namespace portone::app
