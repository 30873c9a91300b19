// SPDX-License-Identifier: MIT
#include "runner/loopback_sender.h"

#include <utility>

namespace portone::runner {

HttpResult LoopbackSender::Send(const webhook::Post& /*post*/) {
  const std::lock_guard lock(mutex_);
  if (state_.down) return {0, kConnectionRefused, "", {}};
  return {state_.status, "", state_.body, {}};
}

void LoopbackSender::SetState(scenario::ReceiverState state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

}  // namespace portone::runner
