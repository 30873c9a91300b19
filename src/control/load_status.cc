// SPDX-License-Identifier: MIT
#include "control/load_status.h"

#include <utility>

namespace portone::control {

void LoadStatus::SetLoaded(std::vector<std::string> files, Instant at) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t reloads = state_ ? state_->reloads + 1 : 0;
  state_ = LoadResult{std::move(files), at, reloads, std::nullopt};
}

void LoadStatus::SetError(std::string error) {
  const std::lock_guard lock(mutex_);
  if (state_) state_->error = std::move(error);
}

void LoadStatus::ClearError() {
  const std::lock_guard lock(mutex_);
  if (state_) state_->error.reset();
}

std::optional<LoadResult> LoadStatus::Read() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace portone::control
