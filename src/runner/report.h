// SPDX-License-Identifier: MIT
// What became of a story: plain values that the printers turn into text.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace portone::runner {

/// Something that happened while a step was played.
struct Event {
  std::string at;    ///< the sandbox's time, as FormatIso prints it
  std::string text;  ///< "webhook paid order-1: 200", "charge_schedule order-2: failed"
};

/// One line of a difference.
struct Change {
  std::string field;     ///< "response.status"
  std::string expected;  ///< JSON
  std::string actual;    ///< JSON
};

/// Why something is not as it should be.
struct Failure {
  std::string message;
  std::vector<Change> changes;
};

struct StepReport {
  std::string place;    ///< "charge.json: /steps/3"
  std::string at;       ///< the sandbox's time when the step began
  std::string title;    ///< "POST /subscribe/payments/again"
  std::string note;     ///< as the file has it
  std::string outcome;  ///< "200 0", "2 events", "no reply"
  std::vector<Event> events;
  std::size_t events_untold = 0;  ///< besides: an advance tells the first thousand
  std::vector<Failure> failures;
};

struct ExpectReport {
  std::string place;  ///< "charge.json: /expect/0"
  std::string text;   ///< the expectation as JSON
  std::vector<Failure> failures;
};

struct Report {
  std::string file;
  std::string about;
  bool is_demo = false;      ///< nothing is played and nothing expected
  bool is_unusable = false;  ///< the file cannot be loaded; the failure says why
  std::vector<StepReport> steps;
  std::size_t steps_left = 0;  ///< that were not played after a failure
  std::vector<ExpectReport> expect;
  std::vector<Failure> failures;  ///< of the story as a whole: it could not be set up
  std::chrono::milliseconds took{0};

  bool passed() const;
  /// Every failure with its place, in order.
  std::vector<std::pair<std::string, Failure>> AllFailures() const;
};

}  // namespace portone::runner
