// SPDX-License-Identifier: MIT
#include "engine/deferred_delete.h"

#include <future>
#include <thread>

#include "support/test_api.h"

namespace portone::engine {
namespace {

/// Reports the thread on which it is freed.
struct Tracked {
  std::promise<std::thread::id>* freed_on;
  ~Tracked() { freed_on->set_value(std::this_thread::get_id()); }
};

TEST_CASE("deferred delete: frees on a separate thread", "[engine][deferred_delete]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  DeferredDelete deleter;
  auto tracked = std::make_shared<Tracked>();
  tracked->freed_on = &freed_on;
  deleter.DeferDelete(std::move(tracked));
  CHECK(freed.get() != std::this_thread::get_id());
}

TEST_CASE("deferred delete: does not free objects with other owners", "[engine][deferred_delete]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  auto tracked = std::make_shared<Tracked>();
  tracked->freed_on = &freed_on;
  {
    DeferredDelete deleter;
    deleter.DeferDelete(tracked);
  }
  CHECK(freed.wait_for(std::chrono::seconds{0}) == std::future_status::timeout);
  tracked.reset();
  CHECK(freed.get() == std::this_thread::get_id());
}

TEST_CASE("deferred delete: the destructor frees all pending objects",
          "[engine][deferred_delete]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  {
    DeferredDelete deleter;
    auto tracked = std::make_shared<Tracked>();
    tracked->freed_on = &freed_on;
    deleter.DeferDelete(std::move(tracked));
  }
  CHECK(freed.wait_for(std::chrono::seconds{0}) == std::future_status::ready);
}

TEST_CASE("reset: the old world is passed to the deleter", "[engine][reset]") {
  std::shared_ptr<void> garbage;
  Engine engine(testing::StandardSetup(), testing::FakeWallClock::Read, {},
                [&garbage](std::shared_ptr<void> tracked) { garbage = std::move(tracked); });
  testing::GetValue(engine.Run(JournalInput{}, testing::Issue("kim")));
  CHECK(engine.Reset());
  CHECK(garbage != nullptr);
  CHECK(garbage.use_count() == 1);
}

}  // namespace
}  // namespace portone::engine
