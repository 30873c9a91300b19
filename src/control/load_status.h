// SPDX-License-Identifier: MIT
// What of the files that an emulator was started with is loaded. Written by whoever loads them,
// read by whoever asks how the emulator is.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace portone::control {

struct LoadState {
  std::vector<std::string> files;    ///< that are loaded, with those that they include
  Instant loaded_at;                 ///< in real time
  std::uint64_t reloads = 0;         ///< how often they were loaded anew
  std::optional<std::string> error;  ///< why what they say now is not loaded; absent: it is
};

/// All members may be called from any thread.
class LoadStatus {
 public:
  /// These files are loaded; for the first time, or anew. What was wrong is mended.
  void Loaded(std::vector<std::string> files, Instant at);
  /// What the files say now is not loaded, and what was loaded stays.
  void NotLoaded(std::string why);
  /// The files say again what is loaded.
  void Mended();

  /// Absent as long as nothing was loaded.
  std::optional<LoadState> Read() const;

 private:
  mutable std::mutex mutex_;
  std::optional<LoadState> state_;
};

}  // namespace portone::control
