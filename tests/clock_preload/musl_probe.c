/* SPDX-License-Identifier: MIT
 * A program for musl with libportone_clock.so in it: prints the year that it sees, and the waits that
 * were not as long as they were to be. */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static long long ReadMilliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static struct timespec In50Milliseconds(clockid_t clock) {
  const long long time = ReadMilliseconds(clock) + 51;
  return (struct timespec){time / 1000, time % 1000 * 1000000};
}

static void Check(const char *name, long long start) {
  const long long took = ReadMilliseconds(CLOCK_MONOTONIC) - start;
  if (took < 45 || took > 60000) printf("%s took %lld ms\n", name, took);
}

int main(void) {
  const time_t now = time(NULL);
  printf("%d\n", 1900 + gmtime(&now)->tm_year);
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  for (int is_monotonic = 0; is_monotonic < 2; ++is_monotonic) {
    const clockid_t clock = is_monotonic ? CLOCK_MONOTONIC : CLOCK_REALTIME;
    pthread_cond_t condition;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, clock);
    pthread_cond_init(&condition, &attributes);
    long long start = ReadMilliseconds(CLOCK_MONOTONIC);
    struct timespec until = In50Milliseconds(clock);
    pthread_cond_timedwait(&condition, &mutex, &until);
    Check("pthread_cond_timedwait", start);

    const int timer = timerfd_create(clock, 0);
    start = ReadMilliseconds(CLOCK_MONOTONIC);
    const struct itimerspec setting = {{0, 0}, In50Milliseconds(clock)};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &setting, NULL);
    uint64_t count;
    if (read(timer, &count, sizeof count) != sizeof count) puts("no timer");
    Check("timerfd_settime", start);

    start = ReadMilliseconds(CLOCK_MONOTONIC);
    until = In50Milliseconds(clock);
    clock_nanosleep(clock, TIMER_ABSTIME, &until, NULL);
    Check("clock_nanosleep", start);
  }
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  const long long start = ReadMilliseconds(CLOCK_MONOTONIC);
  const struct timespec until = In50Milliseconds(CLOCK_REALTIME);
  sem_timedwait(&semaphore, &until);
  Check("sem_timedwait", start);
  return 0;
}
