// SPDX-License-Identifier: MIT
// What an advance does for the merchant at a tick: a call or a command.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "engine/advance_request.h"
#include "webhook/dispatcher.h"

namespace portone::control {

/// Whether to end early.
using IsStopped = std::function<bool()>;

/// Runs a program and waits for its end, at most `limit` of real time. Returns why that failed, ""
/// for exit code 0. Called from any thread.
using CommandRunner =
    std::function<std::string(const std::vector<std::string>& command,
                              std::chrono::milliseconds limit, const IsStopped& is_stopped)>;

struct TickActionResult {
  std::string failure;          ///< "POST http://shop/bill: responded with HTTP 500"; "": none
  bool is_unreachable = false;  ///< whether nothing listens at the URL
};

/// Carries out the call or the command of `tick`, if it has one, within `limit` of real time.
/// REQUIRES: `run_command` is not empty when the tick has a command.
TickActionResult ActAtTick(const engine::Tick& tick, webhook::DeliveryLease& lease,
                           const CommandRunner& run_command, std::chrono::milliseconds limit,
                           const IsStopped& is_stopped);

}  // namespace portone::control
