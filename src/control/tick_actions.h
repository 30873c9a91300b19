// SPDX-License-Identifier: MIT
// What an advance does for the merchant at a tick: a call or a command.
#pragma once

#include <chrono>
#include <string>

#include "control/shop_programs.h"
#include "engine/advance_request.h"
#include "webhook/dispatcher.h"

namespace portone::control {

struct TickActionResult {
  std::string failure;          ///< "POST http://shop/bill: responded with HTTP 500"; "": none
  bool is_unreachable = false;  ///< whether nothing takes a connection at the URL
};

/// Carries out the call or the command of `tick`, if it has one, within `limit` of real time.
/// Without a response in that time it has failed, as with one that is no success; the shop is gone
/// only when nothing takes a connection. REQUIRES: `run_command` is not empty when the tick has a
/// command.
TickActionResult ActAtTick(const engine::Tick& tick, webhook::DeliveryLease& lease,
                           const CommandRunner& run_command, std::chrono::milliseconds limit,
                           const IsStopped& is_stopped);

}  // namespace portone::control
