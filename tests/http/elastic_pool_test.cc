// SPDX-License-Identifier: MIT
#include "http/elastic_pool.h"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "support/catch.h"

namespace portone::http {

TEST_CASE("elastic pool: a job does not wait for others that block", "[http]") {
  ElasticPool pool({.max_threads = 50});
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::vector<std::promise<void>> started(50);
  for (auto& promise : started) {
    pool.Enqueue([&promise, released] {
      promise.set_value();
      released.wait();
    });
  }
  for (auto& promise : started)
    promise.get_future().wait();
  CHECK(pool.thread_count() == 50);
  release.set_value();
}

TEST_CASE("elastic pool: jobs above the limit wait and are all run", "[http]") {
  std::atomic<int> runs = 0;
  ElasticPool pool({.max_threads = 2});
  for (int i = 0; i < 100; ++i)
    pool.Enqueue([&] { ++runs; });
  CHECK(pool.thread_count() <= 2);
  pool.Shutdown();
  CHECK(runs == 100);
  CHECK(pool.thread_count() == 0);
}

TEST_CASE("elastic pool: an idle thread takes the next job", "[http]") {
  // A thread that has just finished a job may not be idle yet when the next job comes, but at least
  // one of two hundred jobs finds an idle thread.
  constexpr std::size_t kJobs = 200;
  ElasticPool pool({.max_threads = kJobs, .idle_timeout = std::chrono::minutes(1)});
  for (std::size_t i = 0; i < kJobs; ++i) {
    std::promise<void> done;
    pool.Enqueue([&done] { done.set_value(); });
    done.get_future().wait();
  }
  CHECK(pool.thread_count() < kJobs);
}

TEST_CASE("elastic pool: two jobs at once do not share one idle thread", "[http]") {
  for (int round = 0; round < 50; ++round) {
    ElasticPool pool({.max_threads = 8});
    std::promise<void> warm;
    pool.Enqueue([&warm] { warm.set_value(); });
    warm.get_future().wait();
    for (int i = 0; i < 100; ++i)
      std::this_thread::yield();  // lets the thread become idle
    std::promise<void> second;
    std::promise<bool> met;
    pool.Enqueue([&] {
      const auto status = second.get_future().wait_for(std::chrono::seconds(30));
      met.set_value(status == std::future_status::ready);
    });
    pool.Enqueue([&] { second.set_value(); });
    REQUIRE(met.get_future().get());
  }
}

TEST_CASE("elastic pool: idle threads end", "[http]") {
  ElasticPool pool({.max_threads = 8, .idle_timeout = std::chrono::milliseconds(1)});
  for (int i = 0; i < 8; ++i)
    pool.Enqueue([] {});
  while (pool.thread_count() > 0)
    std::this_thread::yield();
  std::promise<void> done;
  pool.Enqueue([&done] { done.set_value(); });
  done.get_future().wait();
  SUCCEED("a thread is made again when there is work");
}

}  // namespace portone::http
