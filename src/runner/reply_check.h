// SPDX-License-Identifier: MIT
// Compares a reply with the step's expectations.
#pragma once

#include <string>
#include <vector>

#include "runner/client.h"
#include "runner/report.h"
#include "scenario/references.h"
#include "scenario/step.h"

namespace portone::runner {

/// Returns how the response differs from what the step expects; nothing when it matches. What the
/// step leaves open defaults to success: a V1 call must return HTTP 200 and `code` 0, a charge must
/// not be declined, and a window must leave a payment that has not failed. `references` resolves
/// the references in the step's `reply`.
std::vector<Failure> CheckReply(const scenario::Step& step, const Response& response,
                                const scenario::References& references);

/// The error message in a response of the V1 API, the control API or a window's callback; else "".
std::string FindErrorMessage(const Response& response);

/// "200 0", "404 -1 ...": the status, the code, and the message unless a failure already has it.
std::string FormatOutcome(const Response& response, const std::vector<Failure>& failures);

}  // namespace portone::runner
