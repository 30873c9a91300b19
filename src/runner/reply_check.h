// SPDX-License-Identifier: MIT
// Holds what came back from a call against what the step says of it.
#pragma once

#include <string>
#include <vector>

#include "runner/client.h"
#include "runner/report.h"
#include "scenario/references.h"
#include "scenario/step.h"

namespace portone::runner {

/// Why the answer is not what the step asks for; nothing when it is. Where the step is silent a V1
/// call has to succeed: HTTP 200 and `code` 0, and a charge must not be declined; a window has to
/// leave a payment that has not failed. `references` are those that the step's `reply` may use.
std::vector<Failure> CheckReply(const scenario::Step& step, const Answer& answer,
                                const scenario::References& references);

/// What the answer says of itself when it is a refusal: the service's or the control API's
/// sentence.
std::string MessageIn(const Answer& answer);

/// "200 0", "404 -1 ...": the status, the code, and the message unless a failure has it.
std::string OutcomeOf(const Answer& answer, const std::vector<Failure>& failures);

}  // namespace portone::runner
