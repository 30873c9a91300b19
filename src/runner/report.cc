// SPDX-License-Identifier: MIT
#include "runner/report.h"

#include <utility>

namespace portone::runner {

bool Report::passed() const {
  return ListFailures().empty();
}

std::vector<std::pair<std::string, Failure>> Report::ListFailures() const {
  std::vector<std::pair<std::string, Failure>> all;
  for (const Failure& failure : failures)
    all.emplace_back(file, failure);
  for (const StepReport& step : steps) {
    for (const Failure& failure : step.failures)
      all.emplace_back(step.location + " (" + step.title + ")", failure);
  }
  for (const ExpectReport& expected : expect) {
    for (const Failure& failure : expected.failures)
      all.emplace_back(expected.location, failure);
  }
  return all;
}

}  // namespace portone::runner
