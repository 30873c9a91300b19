// SPDX-License-Identifier: MIT
#include "engine/elastic_pool.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

#include "support/catch.h"
#include "support/no_new_threads.h"

namespace portone::engine {
namespace {

constexpr std::chrono::seconds kTimeout{30};

/// Fulfils a promise when the thread that owns this ends.
class ThreadEndNotifier {
 public:
  explicit ThreadEndNotifier(std::promise<void>& ended) : ended_(ended) {}
  ThreadEndNotifier(const ThreadEndNotifier&) = delete;
  ThreadEndNotifier& operator=(const ThreadEndNotifier&) = delete;
  ~ThreadEndNotifier() { ended_.set_value(); }

 private:
  std::promise<void>& ended_;
};

}  // namespace

TEST_CASE("elastic pool: a job does not wait for others that block", "[engine]") {
  ElasticPool pool({.max_threads = 50});
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::vector<std::promise<void>> started(50);
  for (auto& promise : started) {
    pool.TryEnqueue([&promise, released] {
      promise.set_value();
      released.wait();
    });
  }
  for (auto& promise : started)
    promise.get_future().wait();
  CHECK(pool.thread_count() == 50);
  release.set_value();
}

TEST_CASE("elastic pool: jobs above the limit wait and are all run", "[engine]") {
  std::atomic<int> runs = 0;
  ElasticPool pool({.max_threads = 2});
  for (int i = 0; i < 100; ++i)
    pool.TryEnqueue([&] { ++runs; });
  CHECK(pool.thread_count() <= 2);
  pool.Shutdown();
  CHECK(runs == 100);
  CHECK(pool.thread_count() == 0);
}

TEST_CASE("elastic pool: jobs beyond those that may be queued are refused", "[engine]") {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  ElasticPool pool({.max_threads = 2, .max_queued = 1});
  for (int i = 0; i < 3; ++i)
    CHECK(pool.TryEnqueue([released] { released.wait(); }));
  CHECK_FALSE(pool.TryEnqueue([released] { released.wait(); }));
  release.set_value();
}

TEST_CASE("elastic pool: a job is refused when there is no thread and none can be started",
          "[engine]") {
  std::atomic<int> runs = 0;
  const auto job = [&] { ++runs; };
  ElasticPool pool({});
  {
    const testing::NoNewThreads no_new_threads;
    CHECK_FALSE(pool.TryEnqueue(job));
  }
  CHECK(pool.TryEnqueue(job));
  pool.Shutdown();
  CHECK(runs == 1);
}

TEST_CASE("elastic pool: when no thread can be started, a job waits for one that exists",
          "[engine]") {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::promise<void> done;
  ElasticPool pool({});
  pool.TryEnqueue([released] { released.wait(); });
  {
    const testing::NoNewThreads no_new_threads;
    CHECK(pool.TryEnqueue([&done] { done.set_value(); }));
  }
  CHECK(pool.thread_count() == 1);
  release.set_value();
  CHECK(done.get_future().wait_for(kTimeout) == std::future_status::ready);
}

TEST_CASE("elastic pool: an idle thread takes the next job", "[engine]") {
  // A thread that has just finished a job may not be idle yet when the next job comes, but at least
  // one of two hundred jobs finds an idle thread.
  constexpr std::size_t kJobs = 200;
  ElasticPool pool({.max_threads = kJobs, .idle_timeout = std::chrono::minutes(1)});
  for (std::size_t i = 0; i < kJobs; ++i) {
    std::promise<void> done;
    pool.TryEnqueue([&done] { done.set_value(); });
    done.get_future().wait();
  }
  CHECK(pool.thread_count() < kJobs);
}

TEST_CASE("elastic pool: two simultaneous jobs do not share one idle thread", "[engine]") {
  for (int round = 0; round < 50; ++round) {
    ElasticPool pool({.max_threads = 8});
    std::promise<void> first_done;
    pool.TryEnqueue([&first_done] { first_done.set_value(); });
    first_done.get_future().wait();
    for (int i = 0; i < 100; ++i)
      std::this_thread::yield();  // lets the thread become idle
    std::promise<void> second;
    std::promise<bool> ran_together;
    pool.TryEnqueue([&] {
      const auto status = second.get_future().wait_for(std::chrono::seconds(30));
      ran_together.set_value(status == std::future_status::ready);
    });
    pool.TryEnqueue([&] { second.set_value(); });
    REQUIRE(ran_together.get_future().get());
  }
}

TEST_CASE("elastic pool: idle threads end, and work starts new ones", "[engine]") {
  constexpr std::size_t kThreads = 8;
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::vector<std::promise<void>> started(kThreads + 1);
  std::vector<std::promise<void>> ended(kThreads);
  ElasticPool pool({.max_threads = kThreads, .idle_timeout = std::chrono::milliseconds(1)});
  for (std::size_t i = 0; i < kThreads; ++i) {
    pool.TryEnqueue([&, i] {
      thread_local const ThreadEndNotifier end(ended[i]);
      started[i].set_value();
      released.wait();
    });
  }
  for (std::size_t i = 0; i < kThreads; ++i)
    started[i].get_future().wait();
  CHECK(pool.thread_count() == kThreads);
  release.set_value();
  for (std::promise<void>& promise : ended)
    REQUIRE(promise.get_future().wait_for(kTimeout) == std::future_status::ready);
  CHECK(pool.thread_count() == 0);
  pool.TryEnqueue([&] { started.back().set_value(); });
  CHECK(started.back().get_future().wait_for(kTimeout) == std::future_status::ready);
}

}  // namespace portone::engine
