// SPDX-License-Identifier: MIT
#include "runner/simulated_receiver.h"

#include <utility>

namespace portone::runner {

HttpResult SimulatedReceiver::Send(const webhook::Post& /*post*/) {
  const std::lock_guard lock(mutex_);
  ++posts_;
  if (state_.down) return {0, kConnectionRefused, "", {}};
  return {state_.status, "", state_.body, {}};
}

void SimulatedReceiver::SetState(scenario::ReceiverState state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

std::size_t SimulatedReceiver::CountPosts() const {
  const std::lock_guard lock(mutex_);
  return posts_;
}

}  // namespace portone::runner
