// SPDX-License-Identifier: MIT
// Formats a report for people: what happened when, and which checks failed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "runner/report.h"

namespace portone::runner {

/// At most this many events of a step are printed; the rest is counted.
inline constexpr std::size_t kMaxEventsPrinted = 20;

/// A line for each step, event and expectation, below each failure its differences, and below each
/// step its reply if the report has it. For a scenario that passed, only the first line and
/// warnings unless `verbose` is set. `color`: with the escape sequences of a terminal.
std::string FormatTimeline(const Report& report, bool verbose, bool color = false);

/// "61 scenarios: 60 passed, 1 failed; 2 set-ups; 1 file cannot be loaded"
std::string FormatSummary(const std::vector<Report>& reports);

}  // namespace portone::runner
