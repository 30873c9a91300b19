// SPDX-License-Identifier: MIT
// The queue of pending timers, ordered by time and then by insertion. Not thread-safe (engine/
// guards it).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "domain/timer.h"

namespace portone::sim {

struct AgendaEntry {
  Instant at;
  std::uint64_t sequence;  ///< order of insertion
  Timer timer;
};

class Agenda {
 public:
  void Put(Instant at, Timer timer);

  /// The next entry; null when the agenda is empty. Valid until the agenda changes.
  const AgendaEntry* Next() const { return heap_.empty() ? nullptr : heap_.data(); }

  /// The number of entries, including those that no longer apply.
  std::size_t size() const { return heap_.size(); }
  /// Removes and returns the next entry. REQUIRES: the agenda is not empty.
  AgendaEntry Pop();

  /// Whether `matches(AgendaEntry)` holds of any entry. Takes time in proportion to their number.
  template <class Predicate>
  bool Contains(const Predicate& matches) const {
    return std::any_of(heap_.begin(), heap_.end(), matches);
  }

  /// All entries, earliest first.
  std::vector<AgendaEntry> ListSorted() const;

 private:
  std::vector<AgendaEntry> heap_;  // a min-heap: the next entry is at the front
  std::uint64_t next_sequence_ = 0;
};

}  // namespace portone::sim
