// SPDX-License-Identifier: MIT
#include "engine/activity_log.h"

#include <algorithm>
#include <utility>

#include "sim/stopwatch.h"

namespace portone::engine {

std::uint64_t ActivityLog::NextSequence() {
  const std::lock_guard lock(mutex_);
  return TakeSequence();
}

void ActivityLog::Watch(Watcher& watcher) {
  const std::lock_guard lock(mutex_);
  watchers_.push_back(&watcher);
}

void ActivityLog::Unwatch(const Watcher& watcher) {
  const std::lock_guard lock(mutex_);
  std::erase(watchers_, &watcher);
}

void ActivityLog::NotifyWatchers() {
  const std::lock_guard lock(mutex_);
  for (Watcher* watcher : watchers_)
    watcher->OnActivity();
}

std::uint64_t ActivityLog::BeginRequest() {
  const std::lock_guard lock(mutex_);
  ++open_requests_;
  ++begun_requests_;
  return TakeSequence();
}

std::size_t ActivityLog::CountRequests() const {
  const std::lock_guard lock(mutex_);
  return begun_requests_;
}

void ActivityLog::EndRequest(RequestRecord record) {
  const Instant at = record.at;
  const auto shared = std::make_shared<const RequestRecord>(std::move(record));
  {
    const std::lock_guard lock(mutex_);
    if (shared->sequence > restart_sequence_) requests_.Append(shared);
    --open_requests_;
    TakeSequence();
  }
  if (shared->status != 0 || !shared->method.empty()) AddEvent(at, RequestServed{shared});
}

std::vector<std::shared_ptr<const RequestRecord>> ActivityLog::ListRequests() const {
  std::vector<std::shared_ptr<const RequestRecord>> all;
  {
    const std::lock_guard lock(mutex_);
    all = requests_.All();
  }
  // Records are appended in the order of the replies, not of arrival.
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a->sequence < b->sequence; });
  return all;
}

void ActivityLog::ClearRequests() {
  RequestLog old;  // freed without the lock
  const std::lock_guard lock(mutex_);
  std::swap(old, requests_);
  TakeSequence();
}

RequestLog ActivityLog::Restart() {
  const std::lock_guard lock(mutex_);
  restart_sequence_ = sequence_;
  TakeSequence();  // for callers that wait for records to disappear
  return std::exchange(requests_, RequestLog());
}

void ActivityLog::ContinueAfter(std::uint64_t highest) {
  const std::lock_guard lock(mutex_);
  sequence_ = std::max(sequence_, highest);
  restart_sequence_ = sequence_;
}

bool ActivityLog::WaitForQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds timeout,
                               const std::function<bool()>& cancelled) {
  constexpr std::chrono::milliseconds kPollInterval{200};  // for `cancelled`
  const sim::Stopwatch total;
  sim::Stopwatch since_last;
  std::unique_lock lock(mutex_);
  ++waiters_;
  std::uint64_t seen = sequence_;
  bool is_quiet = false;
  while (!is_quiet && !cancelled()) {
    if (sequence_ != seen || open_requests_ > 0) {
      if (total.TimeLeft(timeout) == std::chrono::milliseconds{0}) break;
      seen = sequence_;
      since_last = sim::Stopwatch();
    }
    sequence_changed_.wait_for(lock, std::min(kPollInterval, since_last.TimeLeft(quiet)),
                               [&] { return sequence_ != seen; });
    is_quiet = sequence_ == seen && open_requests_ == 0 &&
               since_last.TimeLeft(quiet) == std::chrono::milliseconds{0};
  }
  --waiters_;
  return is_quiet;
}

std::uint64_t ActivityLog::TakeSequence() {
  ++sequence_;
  if (waiters_ > 0) sequence_changed_.notify_all();
  for (Watcher* watcher : watchers_)
    watcher->OnActivity();
  return sequence_;
}

}  // namespace portone::engine
