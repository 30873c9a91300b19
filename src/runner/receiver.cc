// SPDX-License-Identifier: MIT
#include "runner/receiver.h"

#include <utility>

namespace portone::runner {

HttpResult Receiver::Send(const webhook::Post& /*post*/) {
  const std::lock_guard lock(mutex_);
  if (state_.down) return {0, kConnectionRefused, "", {}};
  return {state_.status, "", state_.body, {}};
}

void Receiver::SetState(scenario::ReceiverState state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

}  // namespace portone::runner
