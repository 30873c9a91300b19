// SPDX-License-Identifier: MIT
// The time that a program with the preload library in it has: where the library finds the clock
// file and the functions of the C library that it interposes.
//
// Thread safety: everything here may run in any thread, in a signal handler, and before other
// constructors. Nothing waits, and nothing is allocated.
#pragma once

#include <time.h>

#include "clock_preload/clock_page.h"

#define PORTONE_EXPORT extern "C" __attribute__((visibility("default")))

namespace portone::clock_preload {

/// The definition of a function that comes after this library's, in this version of its interface
/// if it has that; null when there is none. `version` may be null.
void* FindNext(const char* name, const char* version);

/// The same, looked up once: `known` keeps it, null at first.
template <class Function>
Function Find(Function& known, const char* name, const char* version = nullptr) {
  Function function = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (function != nullptr) return function;
  function = reinterpret_cast<Function>(FindNext(name, version));
  __atomic_store_n(&known, function, __ATOMIC_RELAXED);
  return function;
}

/// Whether a pointer is null that a header declares as never null: programs pass null all the same,
/// and the C library takes it.
inline bool IsNull(const void* pointer) {
  __asm__("" : "+r"(pointer));
  return pointer == nullptr;
}

/// Whether the clock is one that follows the clock file: realtime, and what is derived from it.
constexpr bool IsRealtime(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ||
         clock == CLOCK_REALTIME_ALARM || clock == CLOCK_TAI;
}

/// As clock_gettime(2), with the sandbox's time for a realtime clock.
int ReadClock(clockid_t clock, timespec* to);

/// The machine's time that is as far away as `deadline` is on the program's clock. A time that is
/// no valid one is returned as it is, for the C library to refuse.
timespec ToMachineTime(const timespec& deadline);

/// The same for a deadline on `clock`: those of other clocks than the realtime one stay.
timespec ToMachineTime(clockid_t clock, const timespec& deadline);

/// Whether the program's C library is glibc; else it is musl.
bool IsGlibc();

}  // namespace portone::clock_preload
