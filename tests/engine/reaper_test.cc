// SPDX-License-Identifier: MIT
#include "engine/reaper.h"

#include <future>
#include <thread>

#include "support/test_api.h"

namespace portone::engine {
namespace {

/// Says on which thread it was freed.
struct Remains {
  std::promise<std::thread::id>* freed_on;
  ~Remains() { freed_on->set_value(std::this_thread::get_id()); }
};

TEST_CASE("reaper: frees on a thread of its own", "[engine][reaper]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  Reaper reaper;
  auto remains = std::make_shared<Remains>();
  remains->freed_on = &freed_on;
  reaper.Bury(std::move(remains));
  CHECK(freed.get() != std::this_thread::get_id());
}

TEST_CASE("reaper: what somebody still holds is not freed", "[engine][reaper]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  auto remains = std::make_shared<Remains>();
  remains->freed_on = &freed_on;
  {
    Reaper reaper;
    reaper.Bury(remains);
  }
  CHECK(freed.wait_for(std::chrono::seconds{0}) == std::future_status::timeout);
  remains.reset();
  CHECK(freed.get() == std::this_thread::get_id());
}

TEST_CASE("reaper: its end frees what is left", "[engine][reaper]") {
  std::promise<std::thread::id> freed_on;
  auto freed = freed_on.get_future();
  {
    Reaper reaper;
    auto remains = std::make_shared<Remains>();
    remains->freed_on = &freed_on;
    reaper.Bury(std::move(remains));
  }
  CHECK(freed.wait_for(std::chrono::seconds{0}) == std::future_status::ready);
}

TEST_CASE("reset: the old world is handed over whole instead of being freed by the caller",
          "[engine][reset]") {
  std::shared_ptr<void> buried;
  Engine engine(testing::StandardSetup(), testing::FakeWall::Read, {},
                [&buried](std::shared_ptr<void> remains) { buried = std::move(remains); });
  testing::ValueOf(engine.Run(Cause{}, testing::Issue("kim")));
  CHECK(engine.Reset());
  CHECK(buried != nullptr);
  CHECK(buried.use_count() == 1);
}

}  // namespace
}  // namespace portone::engine
