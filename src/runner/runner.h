// SPDX-License-Identifier: MIT
// Runs a scenario: sends its calls in order, checks every reply against the step, and finally
// checks the expectations against the sandbox.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "control/request_handler.h"
#include "engine/sandbox.h"
#include "runner/report.h"
#include "runner/shop.h"
#include "runner/simulated_receiver.h"
#include "scenario/model.h"

namespace portone::runner {

struct RunnerOptions {
  bool keep_going = false;    ///< continue after a failed step
  bool keep_replies = false;  ///< whether the report has the body of each reply, without secrets
  /// Called before each step: "step 3 of 12: advance P1Y". May be empty.
  std::function<void(const std::string&)> progress{};
  /// Called before each step: why the scenario cannot go on, nothing while it can. May be empty.
  std::function<std::optional<std::string>()> find_stop_reason{};
};

/// What a scenario runs on.
struct ScenarioTarget {
  const control::RequestHandler& handler;
  SimulatedReceiver* receiver =
      nullptr;                     ///< null: webhooks are posted to the merchant's own server
  engine::Credentials merchant{};  ///< of the default sandbox
  Shop* shop = nullptr;            ///< the server under test; null: none is known
  bool shares_clock = false;       ///< the shop has the sandbox's time: tokens follow it
};

/// Runs the steps and then checks the expectations. The webhooks of each step are delivered before
/// the next step begins. Unless `keep_going` is set, a failed step ends the scenario and the
/// expectations are not checked; a reason from `find_stop_reason` does so in any case. REQUIRES:
/// the scenario is loaded on the target.
Report Run(const ScenarioTarget& target, const scenario::Scenario& scenario,
           const RunnerOptions& options);

}  // namespace portone::runner
