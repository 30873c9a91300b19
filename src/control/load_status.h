// SPDX-License-Identifier: MIT
// Load status of the scenario files given at start-up. Written by the loader, read by the health
// endpoint.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace portone::control {

struct LoadedFiles {
  std::vector<std::string> files;  ///< the loaded files and the files they include
  Instant loaded_at;               ///< real time
  std::uint64_t reloads = 0;       ///< how often they were reloaded
  /// Why the current content is not loaded; absent when it is loaded.
  std::optional<std::string> error;
};

/// All members may be called from any thread.
class LoadStatus {
 public:
  /// Records that these files were loaded or reloaded. Clears the error.
  void SetLoaded(std::vector<std::string> files, Instant at);
  /// Records why the current content of the files was not loaded; the previous load stays in
  /// effect.
  void SetError(std::string error);
  /// Records that the files have the loaded content again.
  void ClearError();

  /// nullopt until files have been loaded.
  std::optional<LoadedFiles> Read() const;

 private:
  mutable std::mutex mutex_;
  std::optional<LoadedFiles> loaded_;
};

}  // namespace portone::control
