// SPDX-License-Identifier: MIT
// A report as people read it: what happened when, and what is not as it should be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "runner/report.h"

namespace portone::runner {

/// Events of one step that are printed; the rest is counted.
inline constexpr std::size_t kEventsPrinted = 20;

/// A line per step and event, the expectations, and under each failure its difference. Of a story
/// that passed the first line alone, unless `all` is wanted.
std::string Timeline(const Report& report, bool all);

/// "61 stories: 60 passed, 1 failed, besides 2 without steps or expectations; 1 file cannot be
/// loaded"
std::string Summary(const std::vector<Report>& reports);

}  // namespace portone::runner
