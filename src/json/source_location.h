// SPDX-License-Identifier: MIT
// Maps JSON pointers to the locations of their values in a file.
#pragma once

#include <string_view>
#include <vector>

#include "json/reader.h"
#include "json/strict_object.h"

namespace portone::json {

/// The locations of the problems, in the same order: for an object member its key, for an array
/// element its start, for a missing value the nearest enclosing one. REQUIRES: `text` is valid
/// JSON, with or without comments.
std::vector<SourceLocation> LocateProblems(const Problems& problems, std::string_view text);

}  // namespace portone::json
