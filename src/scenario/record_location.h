// SPDX-License-Identifier: MIT
// Where in a scenario document the record is that makes an initial state impossible.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "commands/initial_state_problem.h"
#include "json/json.h"

namespace portone::scenario {

/// The block `given` of a document, or with `imp_key` the block of that sandbox in it; null when
/// there is none.
const Json* FindGiven(const Json& document, const std::string& imp_key);

/// How many records in `given` are of the list and the tier of a problem; of a problem that is not
/// of a single record, 1 when its list is there. `given` may be null.
std::size_t CountRecords(const Json* given, const commands::InitialStateProblem& problem);

/// The JSON pointer to the member at fault, from the root of the document; nothing when the
/// document has no such record. Its `records_after` counts those of this document.
std::optional<std::string> FindRecord(const Json& document, const std::string& imp_key,
                                      const commands::InitialStateProblem& problem);

}  // namespace portone::scenario
