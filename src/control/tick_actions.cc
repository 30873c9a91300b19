// SPDX-License-Identifier: MIT
#include "control/tick_actions.h"

#include "base/http_result.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;

TickActionResult SendCall(const engine::TickCall& call, webhook::DeliveryLease& lease,
                          milliseconds limit) {
  const HttpResult result =
      lease.Send({call.url, call.content_type, call.body, limit, limit, limit, call.headers});
  const std::string call_text = "POST " + call.url + ": ";
  if (result.status == 0) return {call_text + result.error, HasNoListener(result)};
  if (result.status < 400) return {};
  return {call_text + "responded with HTTP " + std::to_string(result.status), false};
}

}  // namespace

TickActionResult RunTickAction(const engine::TickRule& tick, webhook::DeliveryLease& lease,
                               const CommandRunner& run_command, milliseconds limit,
                               const StopCheck& is_stopped) {
  if (tick.call) return SendCall(*tick.call, lease, limit);
  if (tick.command.empty()) return {};
  const std::string failure = run_command(tick.command, limit, is_stopped);
  return {failure.empty() ? "" : tick.command.front() + ": " + failure, false};
}

}  // namespace portone::control
