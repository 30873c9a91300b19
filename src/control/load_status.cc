// SPDX-License-Identifier: MIT
#include "control/load_status.h"

#include <utility>

namespace portone::control {

void LoadStatus::SetLoaded(std::vector<std::string> files, Instant at) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t reloads = loaded_ ? loaded_->reloads + 1 : 0;
  loaded_ = LoadedFiles{std::move(files), at, reloads, std::nullopt};
}

void LoadStatus::SetError(std::string error) {
  const std::lock_guard lock(mutex_);
  if (loaded_) loaded_->error = std::move(error);
}

void LoadStatus::ClearError() {
  const std::lock_guard lock(mutex_);
  if (loaded_) loaded_->error.reset();
}

std::optional<LoadedFiles> LoadStatus::Read() const {
  const std::lock_guard lock(mutex_);
  return loaded_;
}

}  // namespace portone::control
