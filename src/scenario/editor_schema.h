// SPDX-License-Identifier: MIT
// Adapts the schema to editors. Visual Studio Code, and editors that share its engine, ignore the
// siblings of a "$ref", contrary to JSON Schema 2020-12.
#pragma once

#include "json/json.h"

namespace portone::scenario {

/// Rewrites the schema without changing its meaning: a "$ref" has no sibling except a description;
/// other siblings move into an "allOf" together with it. The description of the definition is
/// appended to that of the reference; the definition keeps it as a comment.
void RewriteForEditors(Json& schema);

}  // namespace portone::scenario
