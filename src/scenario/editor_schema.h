// SPDX-License-Identifier: MIT
// The schema in words that editors understand. Visual Studio Code, and what shares its engine, lets
// a "$ref" replace what stands beside it, which JSON Schema 2020-12 does not.
#pragma once

#include "json/json.h"
#include "verify/fact.h"

namespace portone::scenario {

/// Rewrites the schema, which means the same afterwards: beside a "$ref" stands a description
/// alone, everything else is told with it by an "allOf"; and that description says also what the
/// definition says of itself, which keeps its own as a comment.
void RewriteForEditors(Json& schema);

}  // namespace portone::scenario
