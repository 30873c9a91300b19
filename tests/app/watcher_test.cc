// SPDX-License-Identifier: MIT
// What the watcher notices, with events and without. Waits for it to tell, never for time.
#include "app/watcher.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

constexpr std::chrono::seconds kHangGuard{60};

/// Takes what a watcher tells.
class Listener {
 public:
  Watcher::Callback Ear() {
    return [this](Watcher::Why why) {
      const std::lock_guard lock(mutex_);
      told_.push_back(why);
      changed_.notify_all();
      return answer_;
    };
  }

  /// What is answered from now on.
  void Answer(Watcher::Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }

  /// Waits until so many have been told: the last of them.
  Watcher::Why Await(std::size_t count) {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, kHangGuard, [&] { return told_.size() >= count; });
    if (!came) FAIL("the watcher told nothing");
    return told_[count - 1];
  }

  std::size_t Count() {
    const std::lock_guard lock(mutex_);
    return told_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Watcher::Why> told_;
  Watcher::Answer answer_;
};

/// With events, and where there are none.
Watcher::Means AnyMeans() {
  const bool events = GENERATE(true, false);
  return {.events = events, .between_looks = std::chrono::milliseconds{events ? 1000 : 20}};
}

/// Moves a file that was written beside it into its place, as many editors do.
void Supplant(const TempFolder& folder, const std::string& name, const std::string& text) {
  folder.Write(name + ".new", text);
  fs::rename(folder.PathOf(name + ".new"), folder.PathOf(name));
}

TEST_CASE("watcher: tells of edits of every kind, with events and without", "[app]") {
  const TempFolder folder;
  fs::create_directories(folder.PathOf("shops"));
  const std::string single = folder.Write("single.json", "{}");
  folder.Write("shops/a.json", "{}");
  const std::string included = folder.Write("cards.inc", "{}");
  Listener listener;
  listener.Answer({.files = {included}});
  const Watcher watcher({single, folder.PathOf("shops")}, listener.Ear(), AnyMeans());
  CHECK(listener.Await(1) == Watcher::Why::kChanged);  // to begin with
  CHECK(listener.Await(2) == Watcher::Why::kChanged);  // there is a new file: the included one

  std::size_t told = 2;
  const auto next = [&] { return listener.Await(++told) == Watcher::Why::kChanged; };
  std::ofstream(single, std::ios::app) << " ";
  CHECK(next());
  Supplant(folder, "single.json", "{}");
  CHECK(next());
  Supplant(folder, "cards.inc", R"({"seed": 3})");
  CHECK(next());
  Supplant(folder, "shops/b.json", "{}");
  CHECK(next());
  fs::create_directories(folder.PathOf("shops/deep"));
  Supplant(folder, "shops/deep/c.json", "{}");
  CHECK(next());
  fs::remove(folder.PathOf("shops/deep/c.json"));
  CHECK(next());
  fs::remove(single);
  CHECK(next());
  fs::rename(folder.PathOf("shops"), folder.PathOf("elsewhere"));
  CHECK(next());
  CHECK(listener.Count() == told);
}

TEST_CASE("watcher: what is no file of its does not count", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  Listener listener;
  const Watcher watcher({folder.PathOf("a.json")}, listener.Ear());
  listener.Await(1);
  for (int i = 0; i < 100; ++i)
    folder.Write("b.json", std::to_string(i));
  Supplant(folder, "a.json", "{}");
  listener.Await(2);
  fs::remove(folder.PathOf("a.json"));
  listener.Await(3);
  CHECK(listener.Count() == 3);
}

TEST_CASE("watcher: calls once more where that is asked for", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  Listener listener;
  listener.Answer({.again = true});
  const Watcher watcher({folder.PathOf("a.json")}, listener.Ear(), AnyMeans());
  CHECK(listener.Await(1) == Watcher::Why::kChanged);
  CHECK(listener.Await(2) == Watcher::Why::kAgain);
  Supplant(folder, "a.json", "{}");
  std::size_t told = 2;
  while (listener.Await(++told) == Watcher::Why::kAgain) {
  }
  CHECK(listener.Await(told) == Watcher::Why::kChanged);
}

TEST_CASE("watcher: ends at once whatever it waits for", "[app]") {
  const TempFolder folder;
  Listener listener;
  { const Watcher watcher({folder.PathOf("missing")}, listener.Ear(), AnyMeans()); }
  CHECK(listener.Count() <= 1);
}

}  // namespace
}  // namespace portone::app
