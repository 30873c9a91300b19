// SPDX-License-Identifier: MIT
// The file in which a sandbox's time is shown: what readers see, and which paths are refused.
#include "app/clock_file.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>

#include "clock_preload/clock_page.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using clock_preload::ClockLine;
using clock_preload::ClockPage;
using clock_preload::Nanoseconds;
using std::chrono::hours;
using std::chrono::seconds;
using testing::TempFolder;

constexpr Instant kWallTime{hours{500'000}};

Nanoseconds ToNanoseconds(Instant time) {
  return time.time_since_epoch().count() * 1'000'000;
}

/// The time that a program reads from the file, `later` after kWallTime.
Instant ReadAt(const std::string& path, Duration later = {}) {
  std::ifstream file(path, std::ios::binary);
  ClockPage page{};
  file.read(reinterpret_cast<char*>(&page), sizeof page);
  REQUIRE(file);
  ClockLine line{};
  REQUIRE(ReadLine(page, line));
  return Instant{Duration{line.At(ToNanoseconds(kWallTime + later)) / 1'000'000}};
}

engine::SharedClockPtr Open(const std::string& path) {
  auto opened = ClockFile::Open(path);
  INFO((opened.ok() ? "" : opened.error()));
  REQUIRE(opened.ok());
  return opened.value();
}

std::string OpenAndGetError(const std::string& path) {
  const auto opened = ClockFile::Open(path);
  return opened.ok() ? "" : opened.error();
}

TEST_CASE("clock file: it continues from the time that is shown", "[app]") {
  const TempFolder folder;
  const auto clock = Open(folder.GetPath("clock"));
  clock->Show({kWallTime, kWallTime + hours{24}, 1}, true);
  CHECK(ReadAt(folder.GetPath("clock"), seconds{5}) == kWallTime + hours{24} + seconds{5});
  clock->Show({kWallTime, kWallTime + hours{48}, 3600}, true);
  CHECK(ReadAt(folder.GetPath("clock"), seconds{5}) == kWallTime + hours{53});
}

TEST_CASE("clock file: an earlier time leaves readers where they are, unless it may go back",
          "[app]") {
  const TempFolder folder;
  const auto clock = Open(folder.GetPath("clock"));
  clock->Show({kWallTime, kWallTime + hours{24}, 1}, false);
  clock->Show({kWallTime + seconds{9}, kWallTime + hours{24} + seconds{2}, 1}, false);
  CHECK(ReadAt(folder.GetPath("clock"), seconds{9}) == kWallTime + hours{24} + seconds{9});
  clock->Show({kWallTime + seconds{9}, kWallTime, 1}, true);
  CHECK(ReadAt(folder.GetPath("clock"), seconds{9}) == kWallTime);
}

TEST_CASE("clock file: a time that it cannot hold is a problem, however the clock got there",
          "[app]") {
  const TempFolder folder;
  const auto clock = Open(folder.GetPath("clock"));
  clock->Show({kWallTime, kWallTime, 1}, true);
  for (const Instant time : {Instant{hours{-1}}, engine::kLastShownTime + hours{1}}) {
    clock->Show({kWallTime, time, 1}, true);
    CHECK(clock->FindProblem(time) ==
          "the clock file " + folder.GetPath("clock") +
              " can show the time from 1970 to 2200-01-01T09:00:00.000+09:00 only");
    CHECK(ReadAt(folder.GetPath("clock")) == kWallTime);
  }
  clock->Show({kWallTime, engine::kLastShownTime, 1}, true);
  CHECK_FALSE(clock->FindProblem(engine::kLastShownTime));
  CHECK(ReadAt(folder.GetPath("clock")) == engine::kLastShownTime);
}

TEST_CASE("clock file: a clock that runs out of what it can hold stays at the last moment",
          "[app]") {
  const TempFolder folder;
  const auto clock = Open(folder.GetPath("clock"));
  for (const int speed : {1, 86'400, 1'000'000}) {
    INFO(speed);
    clock->Show({kWallTime, engine::kLastShownTime - seconds{speed}, speed}, true);
    CHECK(ReadAt(folder.GetPath("clock")) == engine::kLastShownTime - seconds{speed});
    CHECK(ReadAt(folder.GetPath("clock"), seconds{2}) == engine::kLastShownTime);
    CHECK(ReadAt(folder.GetPath("clock"), hours{24 * 365 * 50}) == engine::kLastShownTime);
    CHECK(ReadAt(folder.GetPath("clock"), -hours{24 * 365 * 50}) >= engine::kFirstShownTime);
  }
}

TEST_CASE("clock file: other users can read it, and it has one writer", "[app]") {
  const TempFolder folder;
  const std::string path = folder.GetPath("clock");
  const mode_t before = ::umask(077);
  auto clock = Open(path);
  ::umask(before);
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0644);
  CHECK(OpenAndGetError(path) ==
        "the clock file " + path + " is written by another emulator, or for another sandbox");
  clock->Show({kWallTime, kWallTime + hours{1}, 1}, true);
  clock.reset();
  clock = Open(path);
  CHECK(ReadAt(path) == kWallTime + hours{1});
}

TEST_CASE("clock file: a file of another kind is not touched", "[app]") {
  const TempFolder folder;
  const std::string notes = folder.Write("notes", "mine");
  CHECK(OpenAndGetError(notes) ==
        "the clock file " + notes + " already exists with other content; it is left as it is");
  CHECK(folder.Read("notes") == "mine");
  const std::string long_notes = folder.Write("long", std::string(4096, 'x'));
  CHECK(OpenAndGetError(long_notes).ends_with("is left as it is"));
  fs::create_symlink(notes, folder.GetPath("link"));
  CHECK(OpenAndGetError(folder.GetPath("link")).find("cannot be opened for writing: ") !=
        std::string::npos);
  CHECK(OpenAndGetError(folder.path().string())
            .find("cannot be opened for writing: Is a directory") != std::string::npos);
  REQUIRE(::mkfifo(folder.GetPath("pipe").c_str(), 0600) == 0);
  CHECK(OpenAndGetError(folder.GetPath("pipe")).ends_with("is left as it is"));
  CHECK(OpenAndGetError(folder.GetPath("none/clock"))
            .ends_with("cannot be opened for writing: No such file or directory"));
}

TEST_CASE("clock file: a file that is gone, replaced or truncated is a problem", "[app]") {
  const TempFolder folder;
  const std::string path = folder.GetPath("sub/clock");
  fs::create_directory(folder.GetPath("sub"));
  const auto clock = Open(path);
  clock->Show({kWallTime, kWallTime, 1}, true);
  CHECK_FALSE(clock->FindProblem(kWallTime));
  fs::resize_file(path, 0);
  CHECK(clock->FindProblem(kWallTime) == "the clock file " + path + " has been cut off");
  clock->Show({kWallTime, kWallTime + hours{1}, 1}, true);
  fs::remove_all(folder.GetPath("sub"));
  CHECK(clock->FindProblem(kWallTime) ==
        "the clock file " + path + " has vanished: No such file or directory");
  fs::create_directory(folder.GetPath("sub"));
  const auto other = Open(path);
  CHECK(clock->FindProblem(kWallTime) ==
        "the clock file " + path + " has been replaced by another one");
}

}  // namespace
}  // namespace portone::app
