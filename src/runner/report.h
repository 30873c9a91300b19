// SPDX-License-Identifier: MIT
// The results of a scenario: plain values that the printers turn into text.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"

namespace portone::runner {

/// An event during a step.
struct Event {
  std::string at;    ///< the sandbox's time, as FormatIso prints it
  std::string text;  ///< "webhook paid order-1: 200", "charge_schedule order-2: failed"
};

/// One line of a difference.
struct Difference {
  std::string field;     ///< "response.status"
  std::string expected;  ///< JSON
  std::string actual;    ///< JSON
};

/// One failed check.
struct Failure {
  std::string message;
  std::vector<Difference> differences;
};

struct StepReport {
  std::string location;  ///< "charge.json: /steps/3"
  std::string at;        ///< the sandbox's time when the step began
  std::string title;     ///< "POST /subscribe/payments/again"
  std::string note;      ///< from the file
  std::string outcome;   ///< "200 0", "the connection was closed"
  std::string reply{};   ///< the reply's body without secrets, if it was asked for and is JSON
  std::vector<Event> events;
  std::size_t events_omitted = 0;  ///< further ones: an advance lists only the first thousand
  std::vector<Failure> failures;
};

struct ExpectReport {
  std::string location;  ///< "charge.json: /expect/0"
  std::string text;      ///< the expectation as JSON
  std::vector<Failure> failures;
};

struct Report {
  std::string file;
  std::string about;
  std::vector<std::string> tags{};
  std::optional<std::string> skip_reason{};  ///< why it was not run
  std::vector<std::string> warnings{};       ///< about the file, in sentences
  bool is_setup = false;                     ///< the file has no steps and no expectations
  bool is_unusable = false;                  ///< the file cannot be loaded; `failures` says why
  std::vector<StepReport> steps;
  std::size_t steps_not_run = 0;  ///< steps not run after a failure
  std::vector<ExpectReport> expect;
  std::vector<Failure> failures;  ///< of the scenario as a whole: why it could not be loaded
  std::string shop_output{};      ///< the end of what a shop has printed; "": nothing, or it passed
  Instant started_at{};           ///< real time
  std::chrono::milliseconds took{0};

  bool passed() const;
  /// All failures with their locations, in order.
  std::vector<std::pair<std::string, Failure>> ListFailures() const;
};

}  // namespace portone::runner
