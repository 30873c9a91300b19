// SPDX-License-Identifier: MIT
// Where in its file a failure of a scenario is.
#pragma once

#include <string>

#include "json/source_location.h"

namespace portone::app {

/// The line and column of "dir/charge.json: /steps/3 (POST ...)", as reports name places; the first
/// ones of a file that cannot be read, or of a place that names no pointer. Reads the file.
json::SourceLocation LocateFailure(const std::string& location);

}  // namespace portone::app
