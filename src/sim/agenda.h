// SPDX-License-Identifier: MIT
// What will happen, in order: by time, and within one instant in the order it was put there. Not
// thread-safe (engine/ guards it).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/due.h"

namespace portone::sim {

struct AgendaEntry {
  Instant at;
  std::uint64_t sequence;  ///< order of insertion
  Due due;
};

class Agenda {
 public:
  void Put(Instant at, Due due);

  /// When the next entry is due; nothing when the agenda is empty.
  std::optional<Instant> NextAt() const;

  /// Takes out the next entry if it is due at or before `until`.
  std::optional<AgendaEntry> PopUntil(Instant until);

  std::size_t size() const { return heap_.size(); }

 private:
  std::vector<AgendaEntry> heap_;  // the next entry first, as std::push_heap keeps it
  std::uint64_t next_sequence_ = 0;
};

}  // namespace portone::sim
