// SPDX-License-Identifier: MIT
// libportone_clock.so: loaded into a program by LD_PRELOAD, it makes the program's realtime clock
// follow the clock file that PORTONE_CLOCK_FILE names. Monotonic clocks and the length of every
// wait stay real. Linked with no library, so that one build serves glibc and musl; it takes what it
// needs from the program that it is loaded into.
//
// Thread safety: everything here may run in any thread, in a signal handler, and before other
// constructors. Nothing waits, and nothing is allocated.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "clock_preload/clock_page.h"

#define PORTONE_EXPORT extern "C" __attribute__((visibility("default")))

extern "C" void* dlsym(void* handle, const char* name);
extern "C" char** environ;  // NOLINT(readability-redundant-declaration)

namespace {

using portone::clock_preload::ClockLine;
using portone::clock_preload::ClockPage;
using portone::clock_preload::kClockFileSize;
using portone::clock_preload::kClockPageMagic;
using portone::clock_preload::Nanoseconds;

constexpr Nanoseconds kSecond = 1'000'000'000;

const ClockPage* page = nullptr;  // null: the machine's time
bool was_opened = false;
bool is_ignored = false;
bool is_glibc = false;
int (*real_clock_gettime)(clockid_t, timespec*) = nullptr;

/// The definition that comes after this library's. Old versions of glibc had condition variables
/// with another layout, and dlsym may return the functions for those.
void* FindNext(const char* name) {
  // RTLD_NEXT and RTLD_DEFAULT, whose header declares what musl does not have.
  void* const next = reinterpret_cast<void*>(-1L);
  using FindVersion = void* (*)(void*, const char*, const char*);
  const auto find_version = reinterpret_cast<FindVersion>(dlsym(nullptr, "dlvsym"));
  void* found = find_version == nullptr ? nullptr : find_version(next, name, "GLIBC_2.3.2");
  return found != nullptr ? found : dlsym(next, name);
}

template <class Function>
Function Find(Function& known, const char* name) {
  Function function = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (function != nullptr) return function;
  function = reinterpret_cast<Function>(FindNext(name));
  __atomic_store_n(&known, function, __ATOMIC_RELAXED);
  return function;
}

const char* FindVariable(const char* name) {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const char* at = *entry;
    const char* wanted = name;
    while (*wanted != '\0' && *at == *wanted) {
      ++at;
      ++wanted;
    }
    if (*wanted == '\0' && *at == '=') return at + 1;
  }
  return nullptr;
}

void Print(const char* text) {
  unsigned long length = 0;
  while (text[length] != '\0')
    ++length;
  syscall(SYS_write, STDERR_FILENO, text, length);
}

const ClockPage* MapPage(const char* path) {
  const long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  const long size = syscall(SYS_lseek, file, 0, SEEK_END);
  long mapped = -1;
  if (size >= static_cast<long>(kClockFileSize))
    mapped = syscall(SYS_mmap, nullptr, kClockFileSize, PROT_READ, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (mapped == -1) return nullptr;
  const auto* const found = reinterpret_cast<const ClockPage*>(mapped);
  for (unsigned at = 0; at < sizeof kClockPageMagic; ++at) {
    if (found->magic[at] == kClockPageMagic[at]) continue;
    syscall(SYS_munmap, mapped, kClockFileSize);
    return nullptr;
  }
  return found;
}

/// Runs once: when the program first reads the time, or as a constructor, whichever comes first.
__attribute__((constructor)) void Open() {
  if (__atomic_load_n(&was_opened, __ATOMIC_ACQUIRE) || environ == nullptr) return;
  __atomic_store_n(&was_opened, true, __ATOMIC_RELEASE);
  Find(real_clock_gettime, "clock_gettime");
  is_glibc = dlsym(nullptr, "gnu_get_libc_version") != nullptr;
  const char* const path = FindVariable("PORTONE_CLOCK_FILE");
  if (path == nullptr || *path == '\0') return;
  const ClockPage* const mapped = MapPage(path);
  if (mapped == nullptr) {
    Print("portone-emulator: the clock file ");
    Print(path);
    Print(" cannot be mapped; this program has the machine's time\n");
  }
  __atomic_store_n(&page, mapped, __ATOMIC_RELEASE);
}

/// The line that the program's realtime clock follows; false: the machine's time.
bool FindLine(ClockLine& line) {
  const ClockPage* shown = __atomic_load_n(&page, __ATOMIC_ACQUIRE);
  if (__builtin_expect(shown == nullptr, 0)) {
    Open();
    shown = __atomic_load_n(&page, __ATOMIC_ACQUIRE);
  }
  return shown != nullptr && !__atomic_load_n(&is_ignored, __ATOMIC_RELAXED) &&
         portone::clock_preload::ReadLine(*shown, line);
}

/// The machine's time, as the C library gives it: through the kernel's page, not by a system call.
int ReadMachineClock(clockid_t clock, timespec* to) {
  const auto read = __atomic_load_n(&real_clock_gettime, __ATOMIC_RELAXED);
  if (__builtin_expect(read != nullptr, 1)) return read(clock, to);
  return static_cast<int>(syscall(SYS_clock_gettime, clock, to));
}

constexpr bool IsRealtime(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ||
         clock == CLOCK_REALTIME_ALARM || clock == CLOCK_TAI;
}

Nanoseconds ToNanoseconds(const timespec& time) {
  return static_cast<Nanoseconds>(time.tv_sec) * kSecond + time.tv_nsec;
}

timespec ToTimespec(Nanoseconds time) {
  timespec made;
  made.tv_sec = static_cast<time_t>(time / kSecond);
  made.tv_nsec = static_cast<long>(time % kSecond);
  return made;
}

int ReadClock(clockid_t clock, timespec* to) {
  ClockLine line;
  if (!IsRealtime(clock) || !FindLine(line)) return ReadMachineClock(clock, to);
  // The line first: with one that comes in between, the clock is never set back.
  const int result = ReadMachineClock(clock, to);
  if (result == 0) *to = ToTimespec(line.At(ToNanoseconds(*to)));
  return result;
}

/// The machine's time that is as far away as `deadline` is on the program's clock. A time that is
/// no valid one is left as it is, for the C library to refuse.
timespec ToMachineTime(const timespec& deadline) {
  ClockLine line;
  timespec now;
  if (deadline.tv_sec < 0 || deadline.tv_nsec < 0 || deadline.tv_nsec >= kSecond ||
      !FindLine(line) || ReadMachineClock(CLOCK_REALTIME, &now) != 0)
    return deadline;
  const Nanoseconds wall = ToNanoseconds(now);
  // In seconds and the rest apart: a deadline may be as far away as the type allows.
  const timespec shown = ToTimespec(line.At(wall));
  timespec made;
  made.tv_sec = now.tv_sec + (deadline.tv_sec - shown.tv_sec);
  made.tv_nsec = now.tv_nsec + (deadline.tv_nsec - shown.tv_nsec);
  while (made.tv_nsec < 0) {
    made.tv_nsec += kSecond;
    --made.tv_sec;
  }
  while (made.tv_nsec >= kSecond) {
    made.tv_nsec -= kSecond;
    ++made.tv_sec;
  }
  if (made.tv_sec < 0) made = {0, 0};  // long ago
  return made;
}

timespec ToMachineTime(clockid_t clock, const timespec* deadline) {
  return IsRealtime(clock) ? ToMachineTime(*deadline) : *deadline;
}

/// The clock that a condition variable was made with: where glibc (since 2.25) and musl keep it.
bool IsMonotonic(const pthread_cond_t* condition) {
  constexpr unsigned kMonotonicBit = 2;
  if (is_glibc) return (condition->__data.__wrefs & kMonotonicBit) != 0;
  return reinterpret_cast<const int*>(condition)[4] == CLOCK_MONOTONIC;
}

}  // namespace

/// From now on the program has the machine's time: for the emulator itself, which must not follow
/// its own file.
PORTONE_EXPORT void portone_clock_ignore() {
  __atomic_store_n(&is_ignored, true, __ATOMIC_RELAXED);
}

// The functions with which a program reads the time.

PORTONE_EXPORT int clock_gettime(clockid_t clock, timespec* to) noexcept {
  return ReadClock(clock, to);
}

PORTONE_EXPORT int gettimeofday(timeval* to, void* zone) noexcept {
  if (zone != nullptr) {
    static int (*real)(timeval*, void*) = nullptr;
    if (Find(real, "gettimeofday") != nullptr) real(to, zone);
  }
  timespec now;
  const int result = ReadClock(CLOCK_REALTIME, &now);
  if (result != 0) return result;
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

// The functions with which a program waits until a time of the realtime clock. They have no state,
// so a thread can be cancelled in them as without this library.

PORTONE_EXPORT int clock_nanosleep(clockid_t clock, int flags, const timespec* time,
                                   timespec* left) {
  static int (*real)(clockid_t, int, const timespec*, timespec*) = nullptr;
  if (flags != TIMER_ABSTIME || !IsRealtime(clock) || time == nullptr)
    return Find(real, "clock_nanosleep")(clock, flags, time, left);
  const timespec until = ToMachineTime(*time);
  return Find(real, "clock_nanosleep")(clock, flags, &until, left);
}

PORTONE_EXPORT int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                          const timespec* deadline) {
  static int (*real)(pthread_cond_t*, pthread_mutex_t*, const timespec*) = nullptr;
  const timespec until = IsMonotonic(condition) ? *deadline : ToMachineTime(*deadline);
  return Find(real, "pthread_cond_timedwait")(condition, mutex, &until);
}

PORTONE_EXPORT int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                          clockid_t clock, const timespec* deadline) {
  static int (*real)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, deadline);
  return Find(real, "pthread_cond_clockwait")(condition, mutex, clock, &until);
}

PORTONE_EXPORT int pthread_mutex_timedlock(pthread_mutex_t* mutex,
                                           const timespec* deadline) noexcept {
  static int (*real)(pthread_mutex_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "pthread_mutex_timedlock")(mutex, &until);
}

PORTONE_EXPORT int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                           const timespec* deadline) noexcept {
  static int (*real)(pthread_mutex_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, deadline);
  return Find(real, "pthread_mutex_clocklock")(mutex, clock, &until);
}

PORTONE_EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock,
                                              const timespec* deadline) noexcept {
  static int (*real)(pthread_rwlock_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "pthread_rwlock_timedrdlock")(lock, &until);
}

PORTONE_EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock,
                                              const timespec* deadline) noexcept {
  static int (*real)(pthread_rwlock_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "pthread_rwlock_timedwrlock")(lock, &until);
}

PORTONE_EXPORT int sem_timedwait(sem_t* semaphore, const timespec* deadline) {
  static int (*real)(sem_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "sem_timedwait")(semaphore, &until);
}

PORTONE_EXPORT int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* deadline) {
  static int (*real)(sem_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, deadline);
  return Find(real, "sem_clockwait")(semaphore, clock, &until);
}
