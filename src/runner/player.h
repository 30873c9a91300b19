// SPDX-License-Identifier: MIT
// Plays a story: makes its calls in their order, holds every reply against what it has to be like,
// and in the end the sandbox against what is expected of it.
#pragma once

#include <functional>
#include <string>

#include "control/request_handler.h"
#include "engine/sandbox.h"
#include "runner/receiver.h"
#include "runner/report.h"
#include "scenario/model.h"

namespace portone::runner {

struct PlayOptions {
  bool keep_going = false;  ///< goes on after a step that failed
  /// Told what is about to be played: "step 3 of 12: advance P1Y". May be empty.
  std::function<void(const std::string&)> progress{};
};

/// What a story is played on.
struct Stage {
  const control::Door& door;
  Receiver* receiver = nullptr;    ///< null: webhooks go to the merchant's own server
  engine::Credentials merchant{};  ///< of the default sandbox
};

/// Plays the steps and judges the expectations. After each step all webhooks are delivered before
/// the next begins. A step that fails ends the story, unless told to keep going; expectations are
/// then not judged. REQUIRES: the scenario is loaded on the stage.
Report Play(const Stage& stage, const scenario::Scenario& scenario, const PlayOptions& options);

}  // namespace portone::runner
