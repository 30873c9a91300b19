// SPDX-License-Identifier: MIT
#include "clock_preload/shared_time.h"

#include <fcntl.h>
#include <sys/mman.h>

#include "clock_preload/kernel.h"

extern "C" void* dlsym(void* handle, const char* name);
extern "C" char** environ;  // NOLINT(readability-redundant-declaration)

PORTONE_EXPORT void portone_clock_ignore();
/// This copy's own, where that of an earlier copy stands in front of it.
extern "C" __attribute__((visibility("hidden"), alias("portone_clock_ignore"))) void
portone_own_clock_ignore();

namespace portone::clock_preload {
namespace {

/// How often, in monotonic time, a program looks for a clock file that is not there yet.
constexpr Nanoseconds kRetryInterval = kSecond / 10;
constexpr unsigned kMaxPath = 4096;

const ClockPage* page = nullptr;  // null: the machine's time
bool is_open = false;             // or being opened
bool was_opened = false;
bool is_ignored = false;
bool is_glibc = false;
char path[kMaxPath] = {};   // of the clock file; "": none. Written before `was_opened` is set
Nanoseconds next_look = 0;  // in monotonic time
int (*real_clock_gettime)(clockid_t, timespec*) = nullptr;

/// RTLD_NEXT and RTLD_DEFAULT, whose header declares what musl does not have.
void* NextHandle() {
  return reinterpret_cast<void*>(-1L);
}
constexpr void* kDefaultHandle = nullptr;

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
  CallKernel(SYS_write, STDERR_FILENO, reinterpret_cast<long>(text), static_cast<long>(length));
}

const ClockPage* MapPage() {
  const long file =
      CallKernel(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  const long size = CallKernel(SYS_lseek, file, 0, SEEK_END);
  long mapped = -ENOENT;
  if (size >= static_cast<long>(kClockFileSize))
    mapped = CallKernel(SYS_mmap, 0, kClockFileSize, PROT_READ, MAP_SHARED, file, 0);
  CallKernel(SYS_close, file);
  if (mapped < 0 && mapped > -4096) return nullptr;
  const auto* const found = reinterpret_cast<const ClockPage*>(mapped);
  for (unsigned at = 0; at < sizeof kClockPageMagic; ++at) {
    if (found->magic[at] == kClockPageMagic[at]) continue;
    CallKernel(SYS_munmap, mapped, kClockFileSize);
    return nullptr;
  }
  return found;
}

/// The machine's time, as the C library gives it: through the kernel's page, not by a system call.
int ReadMachineClock(clockid_t clock, timespec* to) {
  const auto read = __atomic_load_n(&real_clock_gettime, __ATOMIC_RELAXED);
  if (__builtin_expect(read != nullptr, 1)) return read(clock, to);
  return static_cast<int>(
      CallKernelWithErrno(SYS_clock_gettime, clock, reinterpret_cast<long>(to)));
}

Nanoseconds ToNanoseconds(const timespec& time) {
  return static_cast<Nanoseconds>(time.tv_sec) * kSecond + time.tv_nsec;
}

timespec ToTimespec(Nanoseconds time) {
  timespec result;
  result.tv_sec = static_cast<time_t>(time / kSecond);
  result.tv_nsec = static_cast<long>(time % kSecond);
  return result;
}

Nanoseconds ReadMonotonicClock() {
  timespec now{};
  ReadMachineClock(CLOCK_MONOTONIC, &now);
  return ToNanoseconds(now);
}

/// Keeps the path: the program may change its variables later, while another thread reads the time.
bool KeepPath(const char* from) {
  unsigned length = 0;
  while (length < kMaxPath - 1 && from[length] != '\0') {
    path[length] = from[length];
    ++length;
  }
  if (from[length] != '\0') path[0] = '\0';
  return path[0] != '\0';
}

/// Runs once: when the program first reads the time, or as a constructor, whichever comes first.
__attribute__((constructor)) void Open() {
  if (environ == nullptr || __atomic_exchange_n(&is_open, true, __ATOMIC_ACQ_REL)) return;
  Find(real_clock_gettime, "clock_gettime");
  is_glibc = dlsym(kDefaultHandle, "gnu_get_libc_version") != nullptr;
  // Of two copies of the library, as nested commands may have, the first one acts.
  if (dlsym(kDefaultHandle, "portone_clock_ignore") !=
      reinterpret_cast<void*>(portone_own_clock_ignore))
    portone_own_clock_ignore();
  const char* const named = FindVariable("PORTONE_CLOCK_FILE");
  const bool has_path = !is_ignored && named != nullptr && KeepPath(named);
  const ClockPage* const mapped = has_path ? MapPage() : nullptr;
  if (has_path && mapped == nullptr) {
    Print("portone-emulator: the clock file ");
    Print(path);
    Print(" cannot be mapped; until it can be, this program has the machine's time\n");
  }
  next_look = ReadMonotonicClock() + kRetryInterval;
  __atomic_store_n(&page, mapped, __ATOMIC_RELEASE);
  __atomic_store_n(&was_opened, true, __ATOMIC_RELEASE);
}

/// Looks again for a file that could not be mapped: one of the threads, every kRetryInterval.
const ClockPage* LookAgain() {
  if (!__atomic_load_n(&was_opened, __ATOMIC_ACQUIRE)) Open();
  const ClockPage* found = __atomic_load_n(&page, __ATOMIC_ACQUIRE);
  if (found != nullptr || !__atomic_load_n(&was_opened, __ATOMIC_ACQUIRE) || path[0] == '\0' ||
      __atomic_load_n(&is_ignored, __ATOMIC_RELAXED))
    return found;
  const Nanoseconds now = ReadMonotonicClock();
  Nanoseconds due = __atomic_load_n(&next_look, __ATOMIC_RELAXED);
  if (now < due || !__atomic_compare_exchange_n(&next_look, &due, now + kRetryInterval, false,
                                                __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    return nullptr;
  found = MapPage();
  if (found != nullptr) __atomic_store_n(&page, found, __ATOMIC_RELEASE);
  return found;
}

/// The line that the program's realtime clock follows; false: the machine's time.
bool FindLine(ClockLine& line) {
  const ClockPage* shown = __atomic_load_n(&page, __ATOMIC_ACQUIRE);
  if (__builtin_expect(shown == nullptr, 0)) shown = LookAgain();
  return shown != nullptr && !__atomic_load_n(&is_ignored, __ATOMIC_RELAXED) &&
         ReadLine(*shown, line);
}

}  // namespace

void* FindNext(const char* name, const char* version) {
  using FindVersion = void* (*)(void*, const char*, const char*);
  const auto find_version =
      version == nullptr ? nullptr : reinterpret_cast<FindVersion>(dlsym(kDefaultHandle, "dlvsym"));
  void* found = find_version == nullptr ? nullptr : find_version(NextHandle(), name, version);
  return found != nullptr ? found : dlsym(NextHandle(), name);
}

int ReadClock(clockid_t clock, timespec* to) {
  ClockLine line;
  if (!IsRealtime(clock) || !FindLine(line)) return ReadMachineClock(clock, to);
  // The line first: with one that comes in between, the clock is never set back.
  const int result = ReadMachineClock(clock, to);
  if (result == 0) *to = ToTimespec(line.At(ToNanoseconds(*to)));
  return result;
}

timespec ToMachineTime(const timespec& deadline) {
  ClockLine line;
  timespec now;
  if (deadline.tv_sec < 0 || deadline.tv_nsec < 0 || deadline.tv_nsec >= kSecond ||
      !FindLine(line) || ReadMachineClock(CLOCK_REALTIME, &now) != 0)
    return deadline;
  const Nanoseconds wall = ToNanoseconds(now);
  // In seconds and the rest apart: a deadline may be as far away as the type allows.
  const timespec shown = ToTimespec(line.At(wall));
  timespec result;
  result.tv_sec = now.tv_sec + (deadline.tv_sec - shown.tv_sec);
  result.tv_nsec = now.tv_nsec + (deadline.tv_nsec - shown.tv_nsec);
  while (result.tv_nsec < 0) {
    result.tv_nsec += kSecond;
    --result.tv_sec;
  }
  while (result.tv_nsec >= kSecond) {
    result.tv_nsec -= kSecond;
    ++result.tv_sec;
  }
  if (result.tv_sec < 0) result = {0, 0};  // long ago
  return result;
}

timespec ToMachineTime(clockid_t clock, const timespec& deadline) {
  return IsRealtime(clock) ? ToMachineTime(deadline) : deadline;
}

bool IsGlibc() {
  return is_glibc;
}

}  // namespace portone::clock_preload

/// From now on the program has the machine's time: for the emulator itself, which must not follow
/// its own file.
PORTONE_EXPORT void portone_clock_ignore() {
  __atomic_store_n(&portone::clock_preload::is_ignored, true, __ATOMIC_RELAXED);
}
