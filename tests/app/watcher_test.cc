// SPDX-License-Identifier: MIT
// Which changes the watcher detects, with file system events and without. The tests wait for its
// calls, never for time.
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
class CallRecorder {
 public:
  Watcher::Callback MakeCallback() {
    return [this](Watcher::Reason reason) {
      const std::lock_guard lock(mutex_);
      calls_.push_back(reason);
      changed_.notify_all();
      return result_;
    };
  }

  /// Sets what the callback returns from now on.
  void SetResult(Watcher::CallbackResult result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
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
  Watcher::CallbackResult result_;
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
  CallRecorder recorder;
  recorder.SetResult({.files = {included}});
  const Watcher watcher({single, folder.PathOf("shops")}, recorder.MakeCallback(), AnySettings());
  CHECK(recorder.Await(1) == Watcher::Reason::kChanged);  // the call at the start
  CHECK(recorder.Await(2) == Watcher::Reason::kChanged);  // a new file: the included one

  std::size_t calls = 2;
  const auto detects_change = [&] { return recorder.Await(++calls) == Watcher::Reason::kChanged; };
  std::ofstream(single, std::ios::app) << " ";
  CHECK(detects_change());
  ReplaceFile(folder, "single.json", "{}");
  CHECK(detects_change());
  ReplaceFile(folder, "cards.inc", R"({"seed": 3})");
  CHECK(detects_change());
  ReplaceFile(folder, "shops/b.json", "{}");
  CHECK(detects_change());
  fs::create_directories(folder.PathOf("shops/deep"));
  ReplaceFile(folder, "shops/deep/c.json", "{}");
  CHECK(detects_change());
  fs::remove(folder.PathOf("shops/deep/c.json"));
  CHECK(detects_change());
  fs::remove(single);
  CHECK(detects_change());
  fs::rename(folder.PathOf("shops"), folder.PathOf("elsewhere"));
  CHECK(detects_change());
  CHECK(recorder.Count() == calls);
}

TEST_CASE("watcher: other files are ignored", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  CallRecorder recorder;
  const Watcher watcher({folder.PathOf("a.json")}, recorder.MakeCallback());
  recorder.Await(1);
  for (int i = 0; i < 100; ++i)
    folder.Write("b.json", std::to_string(i));
  ReplaceFile(folder, "a.json", "{}");
  recorder.Await(2);
  fs::remove(folder.PathOf("a.json"));
  recorder.Await(3);
  CHECK(recorder.Count() == 3);
}

TEST_CASE("watcher: it calls again when a retry is requested", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  CallRecorder recorder;
  recorder.SetResult({.wants_retry = true});
  const Watcher watcher({folder.PathOf("a.json")}, recorder.MakeCallback(), AnySettings());
  CHECK(recorder.Await(1) == Watcher::Reason::kChanged);
  CHECK(recorder.Await(2) == Watcher::Reason::kRetry);
  ReplaceFile(folder, "a.json", "{}");
  std::size_t calls = 2;
  while (recorder.Await(++calls) == Watcher::Reason::kRetry) {
  }
  CHECK(recorder.Await(calls) == Watcher::Reason::kChanged);
}

TEST_CASE("watcher: it stops at once", "[app]") {
  const TempFolder folder;
  CallRecorder recorder;
  { const Watcher watcher({folder.PathOf("missing")}, recorder.MakeCallback(), AnySettings()); }
  CHECK(recorder.Count() <= 1);
}

}  // namespace
}  // namespace portone::app
