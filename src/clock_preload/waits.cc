// SPDX-License-Identifier: MIT
// The functions with which a program waits until a time of the realtime clock: each waits as long
// as that time is away on the program's clock. They have no state, so a thread can be cancelled in
// them as without this library.
#include <fcntl.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <sys/timerfd.h>
#include <threads.h>

#include "clock_preload/kernel.h"
#include "clock_preload/shared_time.h"

using portone::clock_preload::CallKernel;
using portone::clock_preload::CallKernelWithErrno;
using portone::clock_preload::Find;
using portone::clock_preload::IsGlibc;
using portone::clock_preload::IsNull;
using portone::clock_preload::IsRealtime;
using portone::clock_preload::ToMachineTime;

namespace {

/// From when on glibc's condition variables have their present layout.
constexpr const char* kConditionVersion = "GLIBC_2.3.2";

/// The clock that a condition variable was made with: where glibc (since 2.25) and musl keep it.
bool IsMonotonic(const pthread_cond_t* condition) {
  constexpr unsigned kMonotonicBit = 2;
  if (IsGlibc()) return (condition->__data.__wrefs & kMonotonicBit) != 0;
  return reinterpret_cast<const int*>(condition)[4] == CLOCK_MONOTONIC;
}

/// Appends the decimal digits of a descriptor. Returns the end.
char* AppendNumber(char* to, int number) {
  char digits[12];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  while (count > 0)
    *to++ = digits[--count];
  return to;
}

/// Whether a timer's descriptor counts on a realtime clock, as the kernel describes it: a line
/// "clockid: 0".
bool IsRealtimeTimer(int descriptor) {
  if (descriptor < 0) return false;
  char path[40] = "/proc/self/fdinfo/";
  *AppendNumber(path + sizeof "/proc/self/fdinfo/" - 1, descriptor) = '\0';
  const long file =
      CallKernel(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char text[512];
  const long size = CallKernel(SYS_read, file, reinterpret_cast<long>(text), sizeof text);
  CallKernel(SYS_close, file);
  constexpr char kKey[] = "clockid: ";
  constexpr long kKeyLength = sizeof kKey - 1;
  for (long at = 0; at + kKeyLength + 1 < size; ++at) {
    long same = 0;
    while (same < kKeyLength && text[at + same] == kKey[same])
      ++same;
    if (same < kKeyLength) continue;
    const bool has_one_digit = text[at + kKeyLength + 1] == '\n';
    return has_one_digit && IsRealtime(text[at + kKeyLength] - '0');
  }
  return false;
}

}  // namespace

PORTONE_EXPORT int clock_nanosleep(clockid_t clock, int flags, const timespec* time,
                                   timespec* left) {
  static int (*real)(clockid_t, int, const timespec*, timespec*) = nullptr;
  if (flags != TIMER_ABSTIME || !IsRealtime(clock) || time == nullptr)
    return Find(real, "clock_nanosleep")(clock, flags, time, left);
  const timespec until = ToMachineTime(*time);
  return Find(real, "clock_nanosleep")(clock, flags, &until, left);
}

PORTONE_EXPORT int timerfd_settime(int descriptor, int flags, const itimerspec* time,
                                   itimerspec* before) noexcept {
  static int (*real)(int, int, const itimerspec*, itimerspec*) = nullptr;
  Find(real, "timerfd_settime");
  const bool is_off =
      time == nullptr || (time->it_value.tv_sec == 0 && time->it_value.tv_nsec == 0);
  if ((flags & TFD_TIMER_ABSTIME) == 0 || is_off || !IsRealtimeTimer(descriptor))
    return real(descriptor, flags, time, before);
  itimerspec until{time->it_interval, ToMachineTime(time->it_value)};
  if (until.it_value.tv_sec == 0 && until.it_value.tv_nsec == 0) until.it_value.tv_nsec = 1;
  return real(descriptor, flags, &until, before);
}

PORTONE_EXPORT int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                          const timespec* deadline) {
  static int (*real)(pthread_cond_t*, pthread_mutex_t*, const timespec*) = nullptr;
  const timespec until = IsMonotonic(condition) ? *deadline : ToMachineTime(*deadline);
  return Find(real, "pthread_cond_timedwait", kConditionVersion)(condition, mutex, &until);
}

PORTONE_EXPORT int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                          clockid_t clock, const timespec* deadline) {
  static int (*real)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, *deadline);
  return Find(real, "pthread_cond_clockwait")(condition, mutex, clock, &until);
}

PORTONE_EXPORT int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* deadline) {
  static int (*real)(cnd_t*, mtx_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "cnd_timedwait")(condition, mutex, &until);
}

PORTONE_EXPORT int mtx_timedlock(mtx_t* mutex, const timespec* deadline) {
  static int (*real)(mtx_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "mtx_timedlock")(mutex, &until);
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
  const timespec until = ToMachineTime(clock, *deadline);
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

PORTONE_EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                                              const timespec* deadline) noexcept {
  static int (*real)(pthread_rwlock_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, *deadline);
  return Find(real, "pthread_rwlock_clockrdlock")(lock, clock, &until);
}

PORTONE_EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                                              const timespec* deadline) noexcept {
  static int (*real)(pthread_rwlock_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, *deadline);
  return Find(real, "pthread_rwlock_clockwrlock")(lock, clock, &until);
}

PORTONE_EXPORT int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* deadline) {
  static int (*real)(pthread_t, void**, const timespec*) = nullptr;
  if (deadline == nullptr) return Find(real, "pthread_timedjoin_np")(thread, result, nullptr);
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "pthread_timedjoin_np")(thread, result, &until);
}

PORTONE_EXPORT int sem_timedwait(sem_t* semaphore, const timespec* deadline) {
  static int (*real)(sem_t*, const timespec*) = nullptr;
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "sem_timedwait")(semaphore, &until);
}

PORTONE_EXPORT int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* deadline) {
  static int (*real)(sem_t*, clockid_t, const timespec*) = nullptr;
  const timespec until = ToMachineTime(clock, *deadline);
  return Find(real, "sem_clockwait")(semaphore, clock, &until);
}

PORTONE_EXPORT ssize_t mq_timedreceive(mqd_t queue, char* text, size_t size, unsigned* priority,
                                       const timespec* deadline) {
  static ssize_t (*real)(mqd_t, char*, size_t, unsigned*, const timespec*) = nullptr;
  if (IsNull(deadline)) return Find(real, "mq_timedreceive")(queue, text, size, priority, nullptr);
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "mq_timedreceive")(queue, text, size, priority, &until);
}

PORTONE_EXPORT int mq_timedsend(mqd_t queue, const char* text, size_t size, unsigned priority,
                                const timespec* deadline) {
  static int (*real)(mqd_t, const char*, size_t, unsigned, const timespec*) = nullptr;
  if (IsNull(deadline)) return Find(real, "mq_timedsend")(queue, text, size, priority, nullptr);
  const timespec until = ToMachineTime(*deadline);
  return Find(real, "mq_timedsend")(queue, text, size, priority, &until);
}

#ifdef PORTONE_CALLS_KERNEL_DIRECTLY
/// std::future, and locks that do without the C library's, wait by this call until a time.
PORTONE_EXPORT long syscall(long number, ...) noexcept {
  va_list rest;
  va_start(rest, number);
  long words[6];  // as many as a system call takes; those that were not passed are not looked at
  for (long& word : words)
    word = va_arg(rest, long);
  va_end(rest);
  constexpr int kWaitUntilRealtime = FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME;
  timespec until;
  if (number == SYS_futex &&
      (static_cast<int>(words[1]) & ~FUTEX_PRIVATE_FLAG) == kWaitUntilRealtime && words[3] != 0) {
    until = ToMachineTime(*reinterpret_cast<const timespec*>(words[3]));
    words[3] = reinterpret_cast<long>(&until);
  }
  return CallKernelWithErrno(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}
#endif
