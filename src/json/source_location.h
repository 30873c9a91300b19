// SPDX-License-Identifier: MIT
// Where in a file the value stands that a JSON pointer names.
#pragma once

#include <string_view>
#include <vector>

#include "json/reader.h"
#include "json/strict_object.h"

namespace portone::json {

/// The places of the problems, in their order: of a member its key, of an element where it begins;
/// of what is not there the nearest thing around it. REQUIRES: `text` is JSON, comments allowed.
std::vector<SourceLocation> PlacesOf(const Problems& problems, std::string_view text);

}  // namespace portone::json
