// SPDX-License-Identifier: MIT
// The content of a clock file: a sandbox's clock, for programs that map the file. Shared by the
// emulator, which writes it, and the preload library, which reads it in other programs; needs
// nothing but the compiler.
#pragma once

namespace portone::clock_preload {

// NOLINTNEXTLINE(google-runtime-int)
using Nanoseconds = long long;

inline constexpr Nanoseconds kSecond = 1'000'000'000;

/// The last time that is ever shown, the first moment of 2200: nanoseconds since 1970 fit into 64
/// bits until 2262.
inline constexpr Nanoseconds kLastShown = 7'258'118'400 * kSecond;

/// The first bytes of a clock file; the last one is the version of the layout.
inline constexpr char kClockPageMagic[8] = {'P', 'O', 'R', 'T', 'C', 'L', 'K', '1'};

/// A straight line: at `wall` of the machine's realtime clock the sandbox's clock shows `shown`,
/// and from there it runs `speed` times as fast. Both count from 1970.
struct ClockLine {
  Nanoseconds wall;
  Nanoseconds shown;
  Nanoseconds speed;

  /// What the sandbox's clock shows at `now` of the machine's: not before 1970, and kLastShown for
  /// ever once that is reached.
  Nanoseconds At(Nanoseconds now) const {
    Nanoseconds passed = 0;
    Nanoseconds time = 0;
    if (__builtin_expect(__builtin_mul_overflow(now - wall, speed, &passed) ||
                             __builtin_add_overflow(shown, passed, &time),
                         0))
      return now < wall ? 0 : kLastShown;
    if (__builtin_expect(time > kLastShown, 0)) return kLastShown;
    return time < 0 ? 0 : time;
  }
};

/// A file of 4096 bytes begins with it. There is one writer. The line in force is
/// `lines[sequence % 2]`; the next one is written into the other place before `sequence` is raised,
/// so that a reader always finds a whole line, even when the writer dies in between.
struct ClockPage {
  char magic[8];
  unsigned long long sequence;  // 0: no line was written yet
  ClockLine lines[2];
};

inline constexpr unsigned long kClockFileSize = 4096;

/// The line in force; false when there is none yet. Never waits. Thread safety: any number of
/// readers, in any number of processes, beside the writer.
inline bool ReadLine(const ClockPage& page, ClockLine& line) {
  unsigned long long before = __atomic_load_n(&page.sequence, __ATOMIC_ACQUIRE);
  while (before != 0) {
    const ClockLine& from = page.lines[before % 2];
    line.wall = __atomic_load_n(&from.wall, __ATOMIC_RELAXED);
    line.shown = __atomic_load_n(&from.shown, __ATOMIC_RELAXED);
    line.speed = __atomic_load_n(&from.speed, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    const unsigned long long after = __atomic_load_n(&page.sequence, __ATOMIC_RELAXED);
    if (after == before) return true;
    before = after;
  }
  return false;
}

/// Puts a line in force. REQUIRES: no other writer.
inline void WriteLine(ClockPage& page, const ClockLine& line) {
  const unsigned long long next = __atomic_load_n(&page.sequence, __ATOMIC_RELAXED) + 1;
  // A reader that sees a number of this line sees the raised sequence, too, and reads again.
  __atomic_thread_fence(__ATOMIC_RELEASE);
  ClockLine& to = page.lines[next % 2];
  __atomic_store_n(&to.wall, line.wall, __ATOMIC_RELAXED);
  __atomic_store_n(&to.shown, line.shown, __ATOMIC_RELAXED);
  __atomic_store_n(&to.speed, line.speed, __ATOMIC_RELAXED);
  __atomic_store_n(&page.sequence, next, __ATOMIC_RELEASE);
}

}  // namespace portone::clock_preload
