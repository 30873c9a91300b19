// SPDX-License-Identifier: MIT
// Reports as documents for programs: JUnit's XML, which every CI shows, and JSON.
#pragma once

#include <string>
#include <vector>

#include "runner/report.h"

namespace portone::runner {

/// One test case per story, with its time and its failures. Stories without steps and expectations
/// are skipped ones.
std::string JUnitXml(const std::vector<Report>& reports);

/// {"passed", "stories": [{"file", "about", "passed", "steps", "expect", ...}]}
std::string ReportJson(const std::vector<Report>& reports);

}  // namespace portone::runner
