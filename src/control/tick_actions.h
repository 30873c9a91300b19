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
/// It has failed without a response in that time, and with an HTTP status of 400 or above; the shop
/// is unreachable only when nothing takes a connection. REQUIRES: `run_command` is not empty when
/// the tick has a command.
TickActionResult RunTickAction(const engine::TickRule& tick, webhook::DeliveryLease& lease,
                               const CommandRunner& run_command, std::chrono::milliseconds limit,
                               const StopCheck& is_stopped);

}  // namespace portone::control
