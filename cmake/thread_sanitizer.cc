// SPDX-License-Identifier: MIT
// Linked where the thread sanitizer is on. Its runtime (GCC 12) does not see
// pthread_mutex_clocklock, which std::timed_mutex calls, and takes the unlocking of such a mutex for
// a mistake. It does see pthread_mutex_timedlock, which waits on another clock.
#include <cstdint>
#include <ctime>
#include <pthread.h>

namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::int64_t Read(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}

}  // namespace

extern "C" int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                       const timespec* deadline) {
  const std::int64_t left = deadline->tv_sec * kNanoseconds + deadline->tv_nsec - Read(clock);
  const std::int64_t until = Read(CLOCK_REALTIME) + left;
  const timespec end{until / kNanoseconds, until % kNanoseconds};
  return pthread_mutex_timedlock(mutex, &end);
}
