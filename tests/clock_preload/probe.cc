// SPDX-License-Identifier: MIT
// A program with libportone_clock.so in it, for tests and measurements:
//   probe follow THREADS     reads the time from many threads until SIGTERM;
//                            prints how many reads there were, and how many went back or were
//                            another time than the clock file's
//   probe waits              prints the waits that were not as long as they were to be
//   probe cost COUNT         prints the nanoseconds of one read
//   probe await              prints the year as soon as it is another one than the machine's
// Built without sanitizers, as the programs are that it stands for.
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <future>
#include <mqueue.h>
#include <mutex>
#include <pthread.h>
#include <semaphore.h>
#include <string>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <thread>
#include <threads.h>
#include <unistd.h>
#include <vector>

#include "clock_preload/clock_page.h"

namespace {

using portone::clock_preload::ClockLine;
using portone::clock_preload::ClockPage;
using portone::clock_preload::Nanoseconds;

using portone::clock_preload::kSecond;

Nanoseconds ToNanoseconds(const timespec& time) {
  return time.tv_sec * kSecond + time.tv_nsec;
}

Nanoseconds ReadMachineClock() {
  timespec now{};
  syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
  return ToNanoseconds(now);
}

const ClockPage& MapPage() {
  const int file = open(std::getenv("PORTONE_CLOCK_FILE"), O_RDONLY);
  void* const mapped =
      mmap(nullptr, portone::clock_preload::kClockFileSize, PROT_READ, MAP_SHARED, file, 0);
  if (file < 0 || mapped == MAP_FAILED) std::exit(2);
  return *static_cast<const ClockPage*>(mapped);
}

/// The time in nanoseconds, asked in each way; it may be too early by up to `resolution`.
Nanoseconds Ask(int way, Nanoseconds& resolution) {
  timespec now{};
  timeval coarse{};
  switch (way % 4) {
    case 0:
      resolution = 0;
      clock_gettime(CLOCK_REALTIME, &now);
      return ToNanoseconds(now);
    case 1:
      resolution = 1'000;
      gettimeofday(&coarse, nullptr);
      return coarse.tv_sec * kSecond + coarse.tv_usec * 1'000;
    case 2:
      resolution = kSecond;
      return std::time(nullptr) * kSecond;
    default:
      resolution = 0;
      timespec_get(&now, TIME_UTC);
      return ToNanoseconds(now);
  }
}

struct Counts {
  std::atomic<long> reads{0};
  std::atomic<long> backwards{0};
  std::atomic<long> wrong{0};
};

/// A read is right when it lies between what the file shows before and after it.
void Follow(const ClockPage& page, const std::atomic<bool>& is_over, Counts& counts) {
  Nanoseconds latest[4] = {};
  for (long i = 0; !is_over; ++i) {
    ClockLine before{};
    ClockLine after{};
    ReadLine(page, before);
    const Nanoseconds earliest = before.At(ReadMachineClock());
    Nanoseconds resolution = 0;
    const Nanoseconds read = Ask(static_cast<int>(i % 4), resolution);
    ReadLine(page, after);
    const Nanoseconds last = after.At(ReadMachineClock());
    if (read < latest[i % 4]) ++counts.backwards;
    if (read + resolution < earliest || read > last) ++counts.wrong;
    latest[i % 4] = read;
    ++counts.reads;
  }
}

int FollowFromThreads(int count) {
  const ClockPage& page = MapPage();
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &end, nullptr);
  Counts counts;
  std::atomic<bool> is_over{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&] { Follow(page, is_over, counts); });
  std::puts("reading");
  std::fflush(stdout);
  int number = 0;
  sigwait(&end, &number);
  is_over = true;
  for (std::thread& thread : threads)
    thread.join();
  std::printf("backwards %ld, wrong %ld, enough reads: %s\n", counts.backwards.load(),
              counts.wrong.load(), counts.reads > 100'000 ? "yes" : "no");
  return 0;
}

/// Runs `wait`, and prints its name if it took much less or more than 50 ms of real time.
template <class Wait>
void Measure(const char* name, Wait wait) {
  const auto start = std::chrono::steady_clock::now();
  wait();
  const auto took = std::chrono::steady_clock::now() - start;
  // Too long is the machine's business; a wait until a time of another clock ends at once or never.
  if (took < std::chrono::milliseconds{45}) std::printf("%s was too short\n", name);
  if (took > std::chrono::seconds{60}) std::printf("%s was too long\n", name);
}

timespec In50Milliseconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  time.tv_nsec += 50'000'000;
  if (time.tv_nsec >= kSecond) {
    ++time.tv_sec;
    time.tv_nsec -= kSecond;
  }
  return time;
}

void WaitForConditions() {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t realtime = PTHREAD_COND_INITIALIZER;
  pthread_cond_t monotonic;
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&monotonic, &attributes);
  pthread_mutex_lock(&mutex);
  Measure("pthread_cond_timedwait", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    pthread_cond_timedwait(&realtime, &mutex, &until);
  });
  Measure("pthread_cond_timedwait of a monotonic one", [&] {
    const timespec until = In50Milliseconds(CLOCK_MONOTONIC);
    pthread_cond_timedwait(&monotonic, &mutex, &until);
  });
  for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    Measure("pthread_cond_clockwait", [&] {
      const timespec until = In50Milliseconds(clock);
      pthread_cond_clockwait(&realtime, &mutex, clock, &until);
    });
    std::thread([&] {
      Measure("pthread_mutex_clocklock", [&] {
        const timespec until = In50Milliseconds(clock);
        pthread_mutex_clocklock(&mutex, clock, &until);
      });
    }).join();
  }
  std::thread([&] {
    Measure("pthread_mutex_timedlock", [&] {
      const timespec until = In50Milliseconds(CLOCK_REALTIME);
      pthread_mutex_timedlock(&mutex, &until);
    });
  }).join();
}

void WaitForLocks() {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  pthread_rwlock_wrlock(&lock);
  std::thread([&] {
    Measure("pthread_rwlock_timedrdlock", [&] {
      const timespec until = In50Milliseconds(CLOCK_REALTIME);
      pthread_rwlock_timedrdlock(&lock, &until);
    });
    Measure("pthread_rwlock_timedwrlock", [&] {
      const timespec until = In50Milliseconds(CLOCK_REALTIME);
      pthread_rwlock_timedwrlock(&lock, &until);
    });
  }).join();
  std::thread([&] {
    for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
      Measure("pthread_rwlock_clockrdlock", [&] {
        const timespec until = In50Milliseconds(clock);
        pthread_rwlock_clockrdlock(&lock, clock, &until);
      });
      Measure("pthread_rwlock_clockwrlock", [&] {
        const timespec until = In50Milliseconds(clock);
        pthread_rwlock_clockwrlock(&lock, clock, &until);
      });
    }
  }).join();
}

void WaitForSemaphores() {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  Measure("sem_timedwait", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    sem_timedwait(&semaphore, &until);
  });
  for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    Measure("sem_clockwait", [&] {
      const timespec until = In50Milliseconds(clock);
      sem_clockwait(&semaphore, clock, &until);
    });
  }
}

void WaitForStandardObjects() {
  cnd_t condition;
  mtx_t mutex;
  cnd_init(&condition);
  mtx_init(&mutex, mtx_timed);
  mtx_lock(&mutex);
  Measure("cnd_timedwait", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    cnd_timedwait(&condition, &mutex, &until);
  });
  std::thread([&] {
    Measure("mtx_timedlock", [&] {
      const timespec until = In50Milliseconds(CLOCK_REALTIME);
      mtx_timedlock(&mutex, &until);
    });
  }).join();
  std::promise<void> promise;
  const std::future<void> future = promise.get_future();
  Measure("future::wait_until", [&] {
    future.wait_until(std::chrono::system_clock::now() + std::chrono::milliseconds{50});
  });
  Measure("future::wait_until of a steady clock", [&] {
    future.wait_until(std::chrono::steady_clock::now() + std::chrono::milliseconds{50});
  });
}

/// A thread that runs until the end of the measurement, and a queue in which nothing arrives.
void WaitForThreadsAndQueues() {
  std::promise<void> end;
  std::thread running([&end] { end.get_future().wait(); });
  Measure("pthread_timedjoin_np", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    pthread_timedjoin_np(running.native_handle(), nullptr, &until);
  });
  end.set_value();
  running.join();
  const std::string name = "/portone-probe-" + std::to_string(getpid());
  mq_attr attributes{};
  attributes.mq_maxmsg = 1;
  attributes.mq_msgsize = 1;
  const mqd_t queue = mq_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue < 0) return;  // a system without queues
  mq_unlink(name.c_str());
  char text = 0;
  Measure("mq_timedreceive", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    mq_timedreceive(queue, &text, 1, nullptr, &until);
  });
  mq_send(queue, &text, 1, 0);
  Measure("mq_timedsend", [&] {
    const timespec until = In50Milliseconds(CLOCK_REALTIME);
    mq_timedsend(queue, &text, 1, 0, &until);
  });
  mq_close(queue);
}

void WaitForTimers() {
  for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    const int timer = timerfd_create(clock, 0);
    std::uint64_t count = 0;
    Measure("timerfd_settime until a time", [&] {
      const itimerspec until{{0, 0}, In50Milliseconds(clock)};
      timerfd_settime(timer, TFD_TIMER_ABSTIME, &until, nullptr);
      if (read(timer, &count, sizeof count) != sizeof count) std::puts("no timer");
    });
    Measure("timerfd_settime", [&] {
      const itimerspec while_long{{0, 0}, {0, 50'000'000}};
      timerfd_settime(timer, 0, &while_long, nullptr);
      if (read(timer, &count, sizeof count) != sizeof count) std::puts("no timer");
    });
    const itimerspec off{};
    itimerspec left{};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &off, nullptr);
    timerfd_gettime(timer, &left);
    if (left.it_value.tv_sec != 0 || left.it_value.tv_nsec != 0) std::puts("a timer is not off");
    close(timer);
  }
}

void Sleep() {
  for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    Measure("clock_nanosleep until a time", [&] {
      const timespec until = In50Milliseconds(clock);
      clock_nanosleep(clock, TIMER_ABSTIME, &until, nullptr);
    });
  }
  Measure("clock_nanosleep", [] {
    const timespec while_long{0, 50'000'000};
    clock_nanosleep(CLOCK_REALTIME, 0, &while_long, nullptr);
  });
  Measure("sleep_until", [] {
    std::this_thread::sleep_until(std::chrono::system_clock::now() + std::chrono::milliseconds{50});
  });
  Measure("wait_until", [] {
    std::mutex mutex;
    std::condition_variable changed;
    std::unique_lock lock(mutex);
    changed.wait_until(lock, std::chrono::system_clock::now() + std::chrono::milliseconds{50},
                       [] { return false; });
  });
}

/// Also what a program may leave out, and asks for as nobody does today.
void AskOddly() {
  struct timezone zone {};
  timeval now{};
  timeval* volatile none = nullptr;  // not a literal: the header says that it must not be null
  gettimeofday(none, nullptr);
  gettimeofday(none, &zone);
  if (gettimeofday(&now, &zone) != 0 || now.tv_sec == 0) std::puts("gettimeofday failed");
  errno = 0;
  if (syscall(SYS_close, -1) != -1 || errno != EBADF) std::puts("syscall reports no error");
  if (syscall(SYS_getpid) != getpid()) std::puts("syscall has another result");
}

int ReadYear(Nanoseconds time) {
  const std::time_t seconds = time / kSecond;
  return 1900 + std::gmtime(&seconds)->tm_year;
}

int AwaitOtherYear() {
  const int own = ReadYear(ReadMachineClock());
  std::puts("reading");
  std::fflush(stdout);
  for (;;) {
    errno = EDOM;
    const int read = ReadYear(std::time(nullptr) * kSecond);
    if (errno != EDOM) std::puts("reading the time changes errno");
    if (read == own) continue;
    std::printf("%d\n", read);
    return 0;
  }
}

/// In time of the processor, so that other programs on the machine do not count.
int PrintCost(long count) {
  timespec now{};
  timespec start{};
  timespec end{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (long i = 0; i < count; ++i)
    clock_gettime(CLOCK_REALTIME, &now);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  std::printf("%.1f\n", static_cast<double>(ToNanoseconds(end) - ToNanoseconds(start)) /
                            static_cast<double>(count));
  return 0;
}

}  // namespace

int main(int argc, char* argv[]) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "follow" && argc > 2) return FollowFromThreads(std::atoi(argv[2]));
  if (what == "cost" && argc > 2) return PrintCost(std::atol(argv[2]));
  if (what == "await") return AwaitOtherYear();
  if (what != "waits") return 2;
  AskOddly();
  WaitForConditions();
  WaitForLocks();
  WaitForSemaphores();
  WaitForStandardObjects();
  WaitForThreadsAndQueues();
  WaitForTimers();
  Sleep();
  std::puts("done");
  return 0;
}
