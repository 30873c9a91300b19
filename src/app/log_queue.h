// SPDX-License-Identifier: MIT
// Writes the lines of a log to a descriptor without ever blocking the threads that log. Knows
// nothing of levels and formats.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace portone::app {

/// A bounded queue of lines with a thread that writes them. While nobody reads the other end, the
/// queue fills up and further lines are dropped; once it is read again, a line in their
/// place says how many. Thread safety: all members may be called from any thread.
class LogQueue {
 public:
  struct Limits {
    std::size_t bytes = std::size_t{1} << 20;  ///< that wait to be written
  };
  /// Makes the line, with its line end, that reports dropped lines. Called on the
  /// queue's thread.
  using FormatDropped = std::function<std::string(std::size_t count)>;

  /// Writes to `fd`, which it neither closes nor changes. Throws std::system_error when there is no
  /// thread or descriptor left.
  LogQueue(int fd, FormatDropped format_dropped, Limits limits);
  LogQueue(int fd, FormatDropped format_dropped)
      : LogQueue(fd, std::move(format_dropped), Limits()) {}
  LogQueue(const LogQueue&) = delete;
  LogQueue& operator=(const LogQueue&) = delete;
  ~LogQueue();  ///< Calls `Close`.

  /// Adds a line with its line end, or drops it. Never waits for a reader.
  void Add(std::string_view line);

  /// Returns once all lines so far are written, or after this long.
  void Flush(std::chrono::milliseconds limit = kFlushLimit);
  /// Writes what is still queued, for at most this long, and ends the thread. Later lines are
  /// dropped. Idempotent.
  void Close(std::chrono::milliseconds limit = kFlushLimit);

  static constexpr std::chrono::milliseconds kFlushLimit{100};

 private:
  void Work();
  std::size_t Write(std::string_view text);
  bool AwaitWritable() const;

  const int fd_;
  const FormatDropped format_dropped_;
  const Limits limits_;
  const int time_is_up_fd_;  // readable once the lines that are left are given up

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_lines_;      // whole lines
  std::size_t dropped_count_ = 0;  // further lines, which were dropped
  bool writing_ = false;
  bool closing_ = false;
  bool ended_ = false;  // the thread has written all, or its time is up
  std::thread thread_;
};

}  // namespace portone::app
