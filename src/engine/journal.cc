// SPDX-License-Identifier: MIT
#include "engine/journal.h"

#include <optional>
#include <utility>

namespace portone::engine {
namespace {

std::size_t CountBytes(const HttpResult& result) {
  return result.error.size() + result.body.size();
}

std::size_t CountBytes(const ApiRequest& request) {
  return request.method.size() + request.target.size() + request.content_type.size() +
         request.user_agent.size() + request.test_code.size() + request.body.size() +
         (request.stored_body == nullptr ? 0 : request.stored_body->size());
}

std::size_t CountBytes(const WebhookResult& webhook) {
  return CountBytes(webhook.attempt.result);
}

std::size_t CountBytes(const PaymentConcluded& window) {
  return window.test_code.size() + CountBytes(window.result);
}

std::size_t CountBytes(const ClockSet& clock) {
  return clock.mode.size();
}

std::size_t CountBytes(const AdvanceStarted& /*input*/) {
  return 0;
}

std::size_t CountBytes(const TimerFired& /*input*/) {
  return 0;
}

std::size_t CountBytes(const AdvanceEnded& /*input*/) {
  return 0;
}

std::size_t CountBytes(const JournalEntry& entry) {
  return std::visit([](const auto& input) { return CountBytes(input); }, entry.input);
}

}  // namespace

std::string_view GetKindName(const JournalInput& input) {
  return std::visit([](const auto& alternative) { return alternative.kName; }, input);
}

void Journal::Append(JournalEntry entry) {
  entry.sequence = ++last_sequence_;
  Item item{std::move(entry)};
  item.bytes = CountBytes(item.entry);
  auto* request = std::get_if<ApiRequest>(&item.entry.input);
  if (request != nullptr && request->stored_body == nullptr)
    request->stored_body = bodies_->Store(std::exchange(request->body, {}));
  bytes_ += item.bytes;
  items_.push_back(std::move(item));
  while (items_.size() > kMaxEntries || bytes_ > kMaxBytes) {
    bytes_ -= items_.front().bytes;
    items_.pop_front();
  }
}

std::vector<JournalEntry> Journal::ListSince(std::uint64_t since) const {
  std::vector<JournalEntry> found;
  for (const Item& item : items_) {
    if (item.entry.sequence <= since) continue;
    JournalEntry& entry = found.emplace_back(item.entry);
    if (auto* request = std::get_if<ApiRequest>(&entry.input)) {
      std::optional<std::string> body = ReadText(std::exchange(request->stored_body, nullptr));
      request->is_body_stored = body.has_value();
      request->body = std::move(body).value_or("");
    }
  }
  return found;
}

}  // namespace portone::engine
