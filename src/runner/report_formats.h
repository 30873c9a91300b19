// SPDX-License-Identifier: MIT
// Machine-readable reports: JUnit XML, annotations for GitHub Actions, and JSON.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "json/source_location.h"
#include "runner/report.h"

namespace portone::runner {

/// One test case per scenario, with its duration, its timeline as output, and at most one failure
/// element, which has all failures. A set-up (no steps and no expectations) is reported as skipped,
/// and so is a scenario whose file has a reason to skip it.
std::string ToJUnitXml(const std::vector<Report>& reports);

/// Commands for GitHub Actions, one line for each failure and warning: "::error file=a.json,line=3,
/// col=5,title=...::...". `locate` gives the line and the column of "a.json: /steps/3".
std::string ToGithubAnnotations(
    const std::vector<Report>& reports,
    const std::function<json::SourceLocation(const std::string& location)>& locate);

/// {"passed", "scenarios": [{"file", "about", "passed", "steps", "expect", ...}]}
std::string ToReportJson(const std::vector<Report>& reports);

}  // namespace portone::runner
