// SPDX-License-Identifier: MIT
// Numbers the events of a sandbox: its API calls, which are stored for inspection, and all others,
// which are only counted. Events worth reporting are added to the feed of all sandboxes. Watchers
// are notified of events, and callers can wait until there are none.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/event.h"
#include "engine/event_feed.h"
#include "engine/request_log.h"

namespace portone::engine {

/// All members may be called from any thread.
class ActivityLog {
 public:
  /// `feed` gets the events of the sandbox with this key; null: they are discarded.
  explicit ActivityLog(std::shared_ptr<EventFeed> feed = nullptr, const std::string& imp_key = "")
      : feed_(std::move(feed)), imp_key_(std::make_shared<const std::string>(imp_key)) {}

  /// Adds an event to the feed. `at` is the sandbox's time.
  void AddEvent(Instant at, EventDetails details) {
    if (feed_ != nullptr) feed_->Add(imp_key_, at, std::move(details));
  }
  /// Whether the record of a request must contain the body of its reply.
  bool keeps_replies() const { return feed_ != nullptr && feed_->keeps_replies(); }

  /// An observer that is notified of events.
  class Watcher {
   public:
    virtual ~Watcher() = default;
    /// Called with the log's lock held, and maybe the engine's: takes a few instructions.
    virtual void OnActivity() = 0;
  };
  /// REQUIRES: `watcher` lives until Unwatch.
  void Watch(Watcher& watcher);
  /// When it returns, the watcher is not and will not be called.
  void Unwatch(const Watcher& watcher);
  /// Notifies the watchers of an activity without a sequence number, which changed nothing in the
  /// sandbox itself.
  void NotifyWatchers();

  /// Numbers an event and notifies the watchers.
  std::uint64_t NextSequence();

  /// Must be called at the start of an API call. Returns its sequence number.
  std::uint64_t BeginRequest();
  /// Must be called when the reply is complete. A call from before a restart is added to the
  /// feed, but not stored.
  void EndRequest(RequestRecord record);
  /// The calls in the order of their arrival; shared, not copied.
  std::vector<std::shared_ptr<const RequestRecord>> ListRequests() const;
  void ClearRequests();
  /// The total number of API calls that have begun.
  std::size_t CountRequests() const;

  /// Forgets all calls so far, including those in progress. Returns them, to be freed elsewhere.
  RequestLog Restart();
  /// As Restart, for a world that already contains numbers up to `highest`.
  void ContinueAfter(std::uint64_t highest);

  /// Waits, in real time, until no API call has been made or in progress for `quiet`. False if that
  /// does not happen within `timeout`, or once `cancelled` returns true.
  bool WaitForQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds timeout,
                    const std::function<bool()>& cancelled);

 private:
  std::uint64_t TakeSequence();  // REQUIRES the lock

  const std::shared_ptr<EventFeed> feed_;
  const std::shared_ptr<const std::string> imp_key_;

  mutable std::mutex mutex_;
  RequestLog requests_;
  std::size_t open_requests_ = 0;
  std::size_t begun_requests_ = 0;
  std::uint64_t sequence_ = 0;  // not reset
  // Requests with lower numbers belong to the world before a restart.
  std::uint64_t restart_sequence_ = 0;
  std::condition_variable sequence_changed_;
  std::size_t waiters_ = 0;
  std::vector<Watcher*> watchers_;
};

}  // namespace portone::engine
