// SPDX-License-Identifier: MIT
#include "sim/agenda.h"

#include <algorithm>
#include <tuple>

#include "base/invariant.h"

namespace portone::sim {
namespace {

bool IsLater(const AgendaEntry& a, const AgendaEntry& b) {
  return std::tie(a.at, a.sequence) > std::tie(b.at, b.sequence);
}

}  // namespace

void Agenda::Put(Instant at, Timer timer) {
  heap_.push_back({at, next_sequence_++, timer});
  std::push_heap(heap_.begin(), heap_.end(), IsLater);
}

AgendaEntry Agenda::Pop() {
  PORTONE_INVARIANT(!heap_.empty(), "popped from an empty agenda");
  std::pop_heap(heap_.begin(), heap_.end(), IsLater);
  const AgendaEntry entry = heap_.back();
  heap_.pop_back();
  return entry;
}

std::vector<AgendaEntry> Agenda::ListSorted() const {
  std::vector<AgendaEntry> entries = heap_;
  std::sort(entries.begin(), entries.end(),
            [](const AgendaEntry& a, const AgendaEntry& b) { return IsLater(b, a); });
  return entries;
}

}  // namespace portone::sim
