// SPDX-License-Identifier: MIT
// What happens in a sandbox, numbered: its API calls, kept for inspection, and all other events,
// which are only counted. Callers can wait until something happens, or until nothing does.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

#include "engine/request_log.h"

namespace portone::engine {

/// All members may be called from any thread.
class ActivityLog {
 public:
  /// Numbers an event and wakes up the waiters.
  std::uint64_t NextSequence();
  /// The number of the last event; never decreases.
  std::uint64_t Version() const;

  /// Must be called at the start of an API call. Returns its sequence number.
  std::uint64_t BeginRequest();
  /// Must be called when the reply is complete. A call from before a restart is not stored.
  void EndRequest(RequestRecord record);
  std::vector<RequestRecord> Requests() const;
  void ClearRequests();

  /// Forgets all calls so far, including those in progress. Returns them, to be freed elsewhere.
  RequestLog Restart();
  /// As Restart, for a world that already contains numbers up to `highest`.
  void ContinueAfter(std::uint64_t highest);

  /// Waits, in real time, until no API call has been made or in progress for `quiet`. False if that
  /// does not happen within `timeout`, or once `cancelled` returns true.
  bool WaitForQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds timeout,
                    const std::function<bool()>& cancelled);
  /// Waits, in real time, until the version differs from `seen`. False on timeout.
  bool WaitForChange(std::uint64_t seen, std::chrono::milliseconds timeout);

 private:
  std::uint64_t TakeSequence();  // REQUIRES the lock

  mutable std::mutex mutex_;
  RequestLog requests_;
  std::size_t open_requests_ = 0;
  std::uint64_t version_ = 0;  // not reset
  // Requests with lower numbers belong to the world before a restart.
  std::uint64_t restart_version_ = 0;
  std::condition_variable version_changed_;
  std::size_t waiters_ = 0;
};

}  // namespace portone::engine
