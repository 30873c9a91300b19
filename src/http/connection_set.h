// SPDX-License-Identifier: MIT
// The connections of one event loop: which are idle, and since when; closes those that are
// idle for too long.
#pragma once

#include <atomic>
#include <cstddef>

#include "http/connection.h"

namespace portone::http {

/// Thread safety: used by the loop's thread, except for `size` and `Announce`.
class ConnectionSet final : public ConnectionOwner {
 public:
  /// `total` counts the connections of all sets. REQUIRES: both outlive the set.
  ConnectionSet(LoopContext& context, std::atomic<std::size_t>& total)
      : context_(context), total_(total) {}
  ConnectionSet(const ConnectionSet&) = delete;
  ConnectionSet& operator=(const ConnectionSet&) = delete;
  ~ConnectionSet() override;

  /// The number of connections, those announced included. From any thread.
  std::size_t size() const { return size_.load(std::memory_order_relaxed); }
  /// Counts a connection whose `Add` follows. From any thread.
  void Announce();
  /// Serves an announced connection.
  void Add(std::unique_ptr<ByteStream> stream);

  /// Closes the connection that has been idle for longest. Returns false when none is idle.
  bool CloseLongestIdle();

  /// Closes what can be closed, and ends the loop once all replies are sent.
  void Stop();

 private:
  void OnActivity(Connection& connection) override;
  void OnClosed(Connection& connection) override;
  void StartSweep();
  void Sweep();
  void EndIfDone();

  LoopContext& context_;
  std::atomic<std::size_t>& total_;
  std::atomic<std::size_t> size_ = 0;
  ConnectionList idle_;  // the one that was active last is at the end
  ConnectionList busy_;
  bool is_sweeping_ = false;
};

}  // namespace portone::http
