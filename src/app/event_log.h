// SPDX-License-Identifier: MIT
// Writes a log line for each event at or above a minimum level, on its own thread, so that neither
// requests nor advances wait for a line to be formatted. Does not know where lines go.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "app/log_lines.h"
#include "engine/event_feed.h"

namespace portone::app {

class EventLog final : engine::EventFeed::Watcher {
 public:
  using Write = std::function<void(LogLevel level, std::string_view line)>;

  /// Writes the events of `feed` from now on whose level is at least `min_level`; at debug
  /// level, with bodies. `write` is called on the log's thread. When events come faster than they
  /// can be written, a line says how many are missing.
  EventLog(std::shared_ptr<engine::EventFeed> feed, LogLevel min_level, LogStyle style,
           Write write);
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;
  ~EventLog() override { Stop(); }

  /// Writes what has happened until now, and ends. Idempotent.
  void Stop();

 private:
  void OnEvent(const engine::Event& event) override;
  void Work();
  void WriteNew();

  const std::shared_ptr<engine::EventFeed> feed_;
  const LogLevel min_level_;
  const LogStyle style_;
  const Write write_;
  std::uint64_t last_id_;  // of the events that were read; used by the thread

  std::mutex mutex_;
  std::condition_variable changed_;
  bool has_events_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace portone::app
