// SPDX-License-Identifier: MIT
// Finds where in its file a failure of a scenario is.
#pragma once

#include <string>

#include "json/source_location.h"

namespace portone::app {

/// The line and column of "dir/charge.json: /steps/3 (POST ...)", as reports name locations; the
/// first ones for a file that cannot be read, or a location without a pointer. Reads the file.
json::SourceLocation LocateFailure(const std::string& location);

}  // namespace portone::app
