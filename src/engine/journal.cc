// SPDX-License-Identifier: MIT
#include "engine/journal.h"

#include <utility>

namespace portone::engine {
namespace {

std::size_t BytesOf(const HttpResult& result) {
  return result.error.size() + result.body.size();
}

std::size_t BytesOf(const ApiRequest& request) {
  return request.method.size() + request.target.size() + request.content_type.size() +
         request.user_agent.size() + request.test_code.size() + request.body.size();
}

std::size_t BytesOf(const WebhookResult& webhook) {
  return BytesOf(webhook.result);
}

std::size_t BytesOf(const WindowResult& window) {
  return window.test_code.size() + BytesOf(window.result);
}

std::size_t BytesOf(const ClockSet& clock) {
  return clock.mode.size();
}

std::size_t BytesOf(const AdvanceStarted& /*cause*/) {
  return 0;
}

std::size_t BytesOf(const TimerFired& /*cause*/) {
  return 0;
}

std::size_t BytesOf(const AdvanceEnded& /*cause*/) {
  return 0;
}

std::size_t BytesOf(const JournalEntry& entry) {
  return std::visit([](const auto& cause) { return BytesOf(cause); }, entry.cause);
}

}  // namespace

std::string_view KindText(const Cause& cause) {
  return std::visit([](const auto& one) { return one.kName; }, cause);
}

void Journal::Append(JournalEntry entry) {
  entry.sequence = ++last_sequence_;
  bytes_ += BytesOf(entry);
  entries_.push_back(std::move(entry));
  while (entries_.size() > kMaxEntries || bytes_ > kMaxBytes) {
    bytes_ -= BytesOf(entries_.front());
    entries_.pop_front();
  }
}

std::vector<JournalEntry> Journal::Since(std::uint64_t since) const {
  std::vector<JournalEntry> found;
  for (const JournalEntry& entry : entries_) {
    if (entry.sequence > since) found.push_back(entry);
  }
  return found;
}

}  // namespace portone::engine
