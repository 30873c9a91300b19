// SPDX-License-Identifier: MIT
// Machine-readable reports: JUnit XML for CI, and JSON.
#pragma once

#include <string>
#include <vector>

#include "runner/report.h"

namespace portone::runner {

/// One test case per scenario, with its duration and failures. A set-up (no steps and no
/// expectations) is reported as skipped.
std::string ToJUnitXml(const std::vector<Report>& reports);

/// {"passed", "scenarios": [{"file", "about", "passed", "steps", "expect", ...}]}
std::string ToReportJson(const std::vector<Report>& reports);

}  // namespace portone::runner
