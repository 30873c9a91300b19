// SPDX-License-Identifier: MIT
#include "engine/event_feed.h"

#include <algorithm>
#include <utility>

namespace portone::engine {
namespace {

std::size_t CountBytes(const RequestServed& event) {
  const RequestRecord& record = *event.record;
  return sizeof(record) + record.target.size() + record.message.size() + record.reply_body.size() +
         (record.body == nullptr ? 0 : record.body->size());
}

std::size_t CountBytes(const EmulatorCallServed& event) {
  return event.path.size() + event.error.size();
}

std::size_t CountBytes(const TransportReported& event) {
  return event.path.size() + event.reason.size();
}

std::size_t CountBytes(const WebhookPosted& event) {
  return event.url.size() + event.result.body.size() + event.result.error.size();
}

std::size_t CountBytes(const FaultEvent& event) {
  return event.fault.path.size() + event.fault.effect.size();
}

std::size_t CountBytes(const UnmatchedChannelEvent& event) {
  return event.window.merchant_uid.size() + event.window.requested.size();
}

template <class Event>
std::size_t CountBytes(const Event& /*event*/) {
  return 0;
}

}  // namespace

EventFeed::EventFeed(sim::WallClock wall, Limits limits)
    : wall_(wall), limits_(limits), run_id_(wall().time_since_epoch().count()) {}

void EventFeed::Add(std::shared_ptr<const std::string> imp_key, Instant at, EventDetails details) {
  const std::size_t bytes =
      sizeof(Event) + std::visit([](const auto& event) { return CountBytes(event); }, details);
  auto event = std::make_shared<Event>();
  event->wall = wall_();
  event->at = imp_key == nullptr ? event->wall : at;
  event->imp_key = std::move(imp_key);
  event->details = std::move(details);
  std::vector<EventPtr> old;  // freed without the lock
  const std::lock_guard lock(mutex_);
  event->id = last_id_ + 1;
  items_.push_back({event, bytes});
  ++last_id_;
  bytes_ += bytes;
  for (Watcher* watcher : watchers_)
    watcher->OnEvent(*event);
  while (items_.size() > limits_.events || bytes_ > limits_.bytes) {
    old.push_back(std::move(items_.front().event));
    bytes_ -= items_.front().bytes;
    items_.pop_front();
  }
}

EventFeed::Page EventFeed::Read(std::uint64_t after, std::size_t count) const {
  const std::lock_guard lock(mutex_);
  const std::uint64_t last_discarded =
      last_id_ - items_.size();  // events up to this id are not kept
  Page page;
  page.missed = after < last_discarded ? last_discarded - after : 0;
  const std::uint64_t begin = std::clamp(after, last_discarded, last_id_);
  const auto first = static_cast<std::size_t>(begin - last_discarded);
  const std::size_t end = std::min(items_.size(), first + count);
  page.events.reserve(end - first);
  for (std::size_t i = first; i < end; ++i)
    page.events.push_back(items_[i].event);
  page.next = last_discarded + end;
  return page;
}

std::uint64_t EventFeed::last_id() const {
  const std::lock_guard lock(mutex_);
  return last_id_;
}

void EventFeed::Watch(Watcher& watcher) {
  const std::lock_guard lock(mutex_);
  watchers_.push_back(&watcher);
}

void EventFeed::Unwatch(const Watcher& watcher) {
  const std::lock_guard lock(mutex_);
  std::erase(watchers_, &watcher);
}

}  // namespace portone::engine
