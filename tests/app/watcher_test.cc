// SPDX-License-Identifier: MIT
// Which changes the watcher detects, with events and without. Waits for its calls, never for time.
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

constexpr std::chrono::seconds kTimeout{60};

/// Records the calls of a watcher.
class Listener {
 public:
  Watcher::Callback MakeCallback() {
    return [this](Watcher::Reason reason) {
      const std::lock_guard lock(mutex_);
      calls_.push_back(reason);
      changed_.notify_all();
      return answer_;
    };
  }

  /// Sets what the callback returns from now on.
  void SetResult(Watcher::CallbackResult answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }

  /// Waits for call number `count` and returns its reason.
  Watcher::Reason Await(std::size_t count) {
    std::unique_lock lock(mutex_);
    const bool called = changed_.wait_for(lock, kTimeout, [&] { return calls_.size() >= count; });
    if (!called) FAIL("the watcher did not call");
    return calls_[count - 1];
  }

  std::size_t Count() {
    const std::lock_guard lock(mutex_);
    return calls_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Watcher::Reason> calls_;
  Watcher::CallbackResult answer_;
};

/// Settings with events, and without.
Watcher::Settings AnySettings() {
  const bool events = GENERATE(true, false);
  return {.events = events, .poll_interval = std::chrono::milliseconds{events ? 1000 : 20}};
}

/// Replaces a file by renaming a new one over it, as many editors do.
void ReplaceFile(const TempFolder& folder, const std::string& name, const std::string& text) {
  folder.Write(name + ".new", text);
  fs::rename(folder.PathOf(name + ".new"), folder.PathOf(name));
}

TEST_CASE("watcher: detects every kind of edit, with events and without", "[app]") {
  const TempFolder folder;
  fs::create_directories(folder.PathOf("shops"));
  const std::string single = folder.Write("single.json", "{}");
  folder.Write("shops/a.json", "{}");
  const std::string included = folder.Write("cards.inc", "{}");
  Listener listener;
  listener.SetResult({.files = {included}});
  const Watcher watcher({single, folder.PathOf("shops")}, listener.MakeCallback(), AnySettings());
  CHECK(listener.Await(1) == Watcher::Reason::kChanged);  // the call at the start
  CHECK(listener.Await(2) == Watcher::Reason::kChanged);  // a new file: the included one

  std::size_t calls = 2;
  const auto next = [&] { return listener.Await(++calls) == Watcher::Reason::kChanged; };
  std::ofstream(single, std::ios::app) << " ";
  CHECK(next());
  ReplaceFile(folder, "single.json", "{}");
  CHECK(next());
  ReplaceFile(folder, "cards.inc", R"({"seed": 3})");
  CHECK(next());
  ReplaceFile(folder, "shops/b.json", "{}");
  CHECK(next());
  fs::create_directories(folder.PathOf("shops/deep"));
  ReplaceFile(folder, "shops/deep/c.json", "{}");
  CHECK(next());
  fs::remove(folder.PathOf("shops/deep/c.json"));
  CHECK(next());
  fs::remove(single);
  CHECK(next());
  fs::rename(folder.PathOf("shops"), folder.PathOf("elsewhere"));
  CHECK(next());
  CHECK(listener.Count() == calls);
}

TEST_CASE("watcher: other files are ignored", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  Listener listener;
  const Watcher watcher({folder.PathOf("a.json")}, listener.MakeCallback());
  listener.Await(1);
  for (int i = 0; i < 100; ++i)
    folder.Write("b.json", std::to_string(i));
  ReplaceFile(folder, "a.json", "{}");
  listener.Await(2);
  fs::remove(folder.PathOf("a.json"));
  listener.Await(3);
  CHECK(listener.Count() == 3);
}

TEST_CASE("watcher: calls again when asked to", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  Listener listener;
  listener.SetResult({.wants_retry = true});
  const Watcher watcher({folder.PathOf("a.json")}, listener.MakeCallback(), AnySettings());
  CHECK(listener.Await(1) == Watcher::Reason::kChanged);
  CHECK(listener.Await(2) == Watcher::Reason::kRetry);
  ReplaceFile(folder, "a.json", "{}");
  std::size_t calls = 2;
  while (listener.Await(++calls) == Watcher::Reason::kRetry) {
  }
  CHECK(listener.Await(calls) == Watcher::Reason::kChanged);
}

TEST_CASE("watcher: stops at once", "[app]") {
  const TempFolder folder;
  Listener listener;
  { const Watcher watcher({folder.PathOf("missing")}, listener.MakeCallback(), AnySettings()); }
  CHECK(listener.Count() <= 1);
}

}  // namespace
}  // namespace portone::app
