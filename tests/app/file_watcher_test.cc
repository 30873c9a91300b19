// SPDX-License-Identifier: MIT
// Which changes the watcher detects, with file system events and without. The tests wait for its
// calls, never for time.
#include "app/file_watcher.h"

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
  FileWatcher::Callback MakeCallback() {
    return [this](FileWatcher::Reason reason) {
      const std::lock_guard lock(mutex_);
      calls_.push_back(reason);
      changed_.notify_all();
      return result_;
    };
  }

  /// Sets what the callback returns from now on.
  void SetResult(FileWatcher::CallbackResult result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
  }

  /// Waits for call number `count` and returns its reason.
  FileWatcher::Reason Await(std::size_t count) {
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
  std::vector<FileWatcher::Reason> calls_;
  FileWatcher::CallbackResult result_;
};

/// Settings with events, and without.
FileWatcher::Settings AnySettings() {
  const bool events = GENERATE(true, false);
  return {.events = events, .poll_interval = std::chrono::milliseconds{events ? 1000 : 20}};
}

/// Replaces a file by renaming a new one over it, as many editors do.
void ReplaceFile(const TempFolder& folder, const std::string& name, const std::string& text) {
  folder.Write(name + ".new", text);
  fs::rename(folder.GetPath(name + ".new"), folder.GetPath(name));
}

TEST_CASE("watcher: detects every kind of edit, with events and without", "[app][slow]") {
  const TempFolder folder;
  fs::create_directories(folder.GetPath("shops"));
  const std::string single = folder.Write("single.json", "{}");
  folder.Write("shops/a.json", "{}");
  const std::string included = folder.Write("cards.inc", "{}");
  CallRecorder recorder;
  recorder.SetResult({.files = {included}});
  const FileWatcher watcher({single, folder.GetPath("shops")}, recorder.MakeCallback(),
                            AnySettings());
  CHECK(recorder.Await(1) == FileWatcher::Reason::kChanged);  // the call at the start
  CHECK(recorder.Await(2) == FileWatcher::Reason::kChanged);  // a new file: the included one

  std::size_t calls = 2;
  const auto detects_change = [&] {
    return recorder.Await(++calls) == FileWatcher::Reason::kChanged;
  };
  std::ofstream(single, std::ios::app) << " ";
  CHECK(detects_change());
  ReplaceFile(folder, "single.json", "{}");
  CHECK(detects_change());
  ReplaceFile(folder, "cards.inc", R"({"seed": 3})");
  CHECK(detects_change());
  ReplaceFile(folder, "shops/b.json", "{}");
  CHECK(detects_change());
  fs::create_directories(folder.GetPath("shops/deep"));
  ReplaceFile(folder, "shops/deep/c.json", "{}");
  CHECK(detects_change());
  fs::remove(folder.GetPath("shops/deep/c.json"));
  CHECK(detects_change());
  fs::remove(single);
  CHECK(detects_change());
  fs::rename(folder.GetPath("shops"), folder.GetPath("elsewhere"));
  CHECK(detects_change());
  CHECK(recorder.Count() == calls);
}

TEST_CASE("watcher: other files are ignored", "[app]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  CallRecorder recorder;
  const FileWatcher watcher({folder.GetPath("a.json")}, recorder.MakeCallback());
  recorder.Await(1);
  for (int i = 0; i < 100; ++i)
    folder.Write("b.json", std::to_string(i));
  ReplaceFile(folder, "a.json", "{}");
  recorder.Await(2);
  fs::remove(folder.GetPath("a.json"));
  recorder.Await(3);
  CHECK(recorder.Count() == 3);
}

TEST_CASE("watcher: it calls again when a retry is requested", "[app][slow]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  CallRecorder recorder;
  recorder.SetResult({.wants_retry = true});
  const FileWatcher watcher({folder.GetPath("a.json")}, recorder.MakeCallback(), AnySettings());
  CHECK(recorder.Await(1) == FileWatcher::Reason::kChanged);
  CHECK(recorder.Await(2) == FileWatcher::Reason::kRetry);
  ReplaceFile(folder, "a.json", "{}");
  std::size_t calls = 2;
  while (recorder.Await(++calls) == FileWatcher::Reason::kRetry) {
  }
  CHECK(recorder.Await(calls) == FileWatcher::Reason::kChanged);
}

TEST_CASE("watcher: it stops at once", "[app]") {
  const TempFolder folder;
  CallRecorder recorder;
  {
    const FileWatcher watcher({folder.GetPath("missing")}, recorder.MakeCallback(), AnySettings());
  }
  CHECK(recorder.Count() <= 1);
}

}  // namespace
}  // namespace portone::app
