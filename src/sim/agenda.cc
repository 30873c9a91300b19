// SPDX-License-Identifier: MIT
#include "sim/agenda.h"

#include <algorithm>
#include <tuple>

namespace portone::sim {
namespace {

bool Later(const AgendaEntry& a, const AgendaEntry& b) {
  return std::tie(a.at, a.sequence) > std::tie(b.at, b.sequence);
}

}  // namespace

void Agenda::Put(Instant at, Due due) {
  heap_.push_back({at, next_sequence_++, std::move(due)});
  std::push_heap(heap_.begin(), heap_.end(), Later);
}

std::optional<Instant> Agenda::NextAt() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().at;
}

std::optional<AgendaEntry> Agenda::PopUntil(Instant until) {
  if (heap_.empty() || heap_.front().at > until) return std::nullopt;
  std::pop_heap(heap_.begin(), heap_.end(), Later);
  AgendaEntry entry = std::move(heap_.back());
  heap_.pop_back();
  return entry;
}

}  // namespace portone::sim
