// SPDX-License-Identifier: MIT
// libportone_clock.so: loaded into a program by LD_PRELOAD, it makes the program's realtime clock
// follow the clock file that PORTONE_CLOCK_FILE names. Monotonic clocks and the length of every
// wait stay real. Linked with no library, so that one build serves glibc and musl; it takes what it
// needs from the program that it is loaded into.
//
// Here: the functions with which a program reads the time. Those that wait for one are in waits.cc.
#include <sys/time.h>

#include "clock_preload/shared_time.h"

using portone::clock_preload::Find;
using portone::clock_preload::IsNull;
using portone::clock_preload::ReadClock;

PORTONE_EXPORT int clock_gettime(clockid_t clock, timespec* to) noexcept {
  return ReadClock(clock, to);
}

PORTONE_EXPORT int gettimeofday(timeval* to, void* zone) noexcept {
  if (zone != nullptr) {
    static int (*real)(timeval*, void*) = nullptr;
    if (Find(real, "gettimeofday") != nullptr) real(nullptr, zone);
  }
  timespec now;
  const int result = IsNull(to) ? 0 : ReadClock(CLOCK_REALTIME, &now);
  if (IsNull(to) || result != 0) return result;
  to->tv_sec = now.tv_sec;
  to->tv_usec = now.tv_nsec / 1'000;
  return 0;
}

PORTONE_EXPORT time_t time(time_t* to) noexcept {
  timespec now;
  if (ReadClock(CLOCK_REALTIME, &now) != 0) return -1;
  if (to != nullptr) *to = now.tv_sec;
  return now.tv_sec;
}

PORTONE_EXPORT int timespec_get(timespec* to, int base) noexcept {
  if (base == TIME_UTC) return ReadClock(CLOCK_REALTIME, to) == 0 ? base : 0;
  static int (*real)(timespec*, int) = nullptr;
  return Find(real, "timespec_get") == nullptr ? 0 : real(to, base);
}
