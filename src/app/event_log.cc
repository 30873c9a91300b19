// SPDX-License-Identifier: MIT
#include "app/event_log.h"

#include <string>
#include <utility>

#include "sim/clock.h"

namespace portone::app {
namespace {

constexpr std::size_t kEventsPerRead = 512;
/// After each round, so that a busy emulator wakes the thread for many events at once.
constexpr std::chrono::milliseconds kPause{2};

}  // namespace

EventLog::EventLog(std::shared_ptr<engine::EventFeed> feed, LogLevel min_level, LogStyle style,
                   Write write)
    : feed_(std::move(feed)),
      min_level_(min_level),
      style_(style),
      write_(std::move(write)),
      last_id_(feed_->last_id()) {
  if (style_.bodies) feed_->set_keeps_replies(true);
  feed_->Watch(*this);
  thread_ = std::thread([this] { Work(); });
}

void EventLog::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
  feed_->Unwatch(*this);
}

void EventLog::OnEvent(const engine::Event& event) {
  if (ToLogLevel(engine::GetSeverity(event.details)) < min_level_) return;
  const std::lock_guard lock(mutex_);
  if (!std::exchange(has_events_, true)) changed_.notify_one();
}

void EventLog::Work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    changed_.wait(lock, [this] { return stopping_ || has_events_; });
    // Events during the pause do not wake the thread.
    changed_.wait_for(lock, kPause, [this] { return stopping_; });
    has_events_ = false;
    lock.unlock();
    WriteNew();
    lock.lock();
  }
  lock.unlock();
  WriteNew();  // what happened before it was stopped
}

void EventLog::WriteNew() {
  for (;;) {
    const engine::EventFeed::Page page = feed_->Read(last_id_, kEventsPerRead);
    if (page.missed > 0) {
      write_(LogLevel::kError,
             FormatMessageLine(LogLevel::kError, sim::ReadWallClock(),
                               std::to_string(page.missed) +
                                   " events are missing here: they came too fast for this log",
                               style_));
    }
    for (const engine::EventPtr& event : page.events) {
      const LogLevel level = ToLogLevel(engine::GetSeverity(event->details));
      if (level >= min_level_) write_(level, FormatEventLine(*event, style_));
    }
    last_id_ = page.next;
    if (page.events.empty()) return;
  }
}

}  // namespace portone::app
