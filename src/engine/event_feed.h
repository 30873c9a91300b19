// SPDX-License-Identifier: MIT
// The last events of all sandboxes, in the order in which they happened, for readers that continue
// after the last event they have read. Does not know its readers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/event.h"
#include "sim/clock.h"

namespace portone::engine {

/// All members may be called from any thread.
class EventFeed {
 public:
  static constexpr std::size_t kDefaultMaxBytes = std::size_t{64} << 20;

  /// How much is stored; beyond that the oldest events are discarded.
  struct Limits {
    std::size_t events = 50'000;
    std::size_t bytes = kDefaultMaxBytes;  ///< their approximate size
  };

  /// An observer that is notified of each event.
  class Watcher {
   public:
    virtual ~Watcher() = default;
    /// Called with the feed's lock held, and maybe those of a sandbox: takes a few instructions.
    virtual void OnEvent(const Event& event) = 0;
  };

  /// The result of reading.
  struct Page {
    std::vector<EventPtr> events;
    std::uint64_t next = 0;    ///< the id after which to read on
    std::uint64_t missed = 0;  ///< events after `after` that were discarded before they were read
  };

  explicit EventFeed(sim::WallClock wall, Limits limits);
  explicit EventFeed(sim::WallClock wall) : EventFeed(wall, Limits()) {}

  /// `at` is the sandbox's time, `imp_key` its key. Null: the event has no sandbox, and `at` is
  /// ignored.
  void Add(std::shared_ptr<const std::string> imp_key, Instant at, EventDetails details);

  /// At most `count` of the events after the id `after`; 0: from the oldest.
  Page Read(std::uint64_t after, std::size_t count) const;

  /// The id of the last event; 0: there was none.
  std::uint64_t last_id() const;

  /// Distinguishes this feed from those of other processes: real time at its start, in
  /// milliseconds.
  std::int64_t run_id() const { return run_id_; }

  /// REQUIRES: `watcher` lives until Unwatch.
  void Watch(Watcher& watcher);
  /// When it returns, the watcher is not and will not be called.
  void Unwatch(const Watcher& watcher);

  /// Whether the bodies of V1 replies are stored with their events, for a log that prints them.
  bool keeps_replies() const { return keeps_replies_.load(std::memory_order_relaxed); }
  void set_keeps_replies(bool keeps) { keeps_replies_.store(keeps, std::memory_order_relaxed); }

 private:
  struct Item {
    EventPtr event;
    std::size_t bytes = 0;
  };

  const sim::WallClock wall_;
  const Limits limits_;
  const std::int64_t run_id_;
  std::atomic<bool> keeps_replies_{false};

  mutable std::mutex mutex_;  // held for a few instructions; copying the pointers of a page
  std::deque<Item> items_;    // their ids have no gaps
  std::size_t bytes_ = 0;
  std::uint64_t last_id_ = 0;
  std::vector<Watcher*> watchers_;
};

}  // namespace portone::engine
