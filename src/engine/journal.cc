// SPDX-License-Identifier: MIT
#include "engine/journal.h"

#include <array>
#include <utility>

namespace portone::engine {
namespace {

std::size_t BytesOf(const JournalEntry& entry) {
  const Cause& cause = entry.cause;
  return cause.method.size() + cause.target.size() + cause.content_type.size() +
         cause.user_agent.size() + cause.test_code.size() + cause.body.size() + cause.error.size();
}

}  // namespace

std::string_view KindText(CauseKind kind) {
  constexpr std::array<std::string_view, 7> kTexts{
      "request", "delivery", "advance begun", "due fired", "advance ended", "clock set", "window"};
  return kTexts.at(static_cast<std::size_t>(kind));
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
