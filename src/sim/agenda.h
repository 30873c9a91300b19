// SPDX-License-Identifier: MIT
// What will happen, in order: by time, and within one instant in the order it was put there. Not
// thread-safe (engine/ guards it).
#pragma once

#include <cstdint>
#include <vector>

#include "domain/timer.h"

namespace portone::sim {

struct AgendaEntry {
  Instant at;
  std::uint64_t sequence;  ///< order of insertion
  Due due;
};

class Agenda {
 public:
  void Put(Instant at, Due due);

  /// The next entry; null when the agenda is empty. Good until the agenda changes.
  const AgendaEntry* Next() const { return heap_.empty() ? nullptr : heap_.data(); }

  /// Takes out the next entry. REQUIRES: there is one.
  AgendaEntry Pop();

  /// All entries, the next one first.
  std::vector<AgendaEntry> InOrder() const;

 private:
  std::vector<AgendaEntry> heap_;  // the next entry first, as std::push_heap keeps it
  std::uint64_t next_sequence_ = 0;
};

}  // namespace portone::sim
