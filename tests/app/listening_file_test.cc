// SPDX-License-Identifier: MIT
// Port and URL files: they exist while the emulator listens, and are never written through a link.
#include "app/listening_file.h"

#include <filesystem>
#include <optional>
#include <string>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

std::string TryToWrite(const std::string& path) {
  try {
    ListeningFile file("port file", path);
    file.Write("1");
    return "written";
  } catch (const StartError& error) {
    return error.what();
  }
}

TEST_CASE("listening file: it exists from its writing to the end", "[app]") {
  const TempFolder folder;
  const std::string path = folder.Write("port", "4711\n");  // left by a process that was killed
  {
    ListeningFile file("port file", path);
    CHECK_FALSE(folder.Has("port"));
    file.Write("12011");
    CHECK(folder.Read("port") == "12011\n");
    CHECK(ReadListeningFile(path) == "12011");
    CHECK_FALSE(folder.Has("port.new"));
  }
  CHECK_FALSE(folder.Has("port"));
  CHECK(ReadListeningFile(path).empty());
}

TEST_CASE("listening file: another process's file is not removed at the end", "[app]") {
  const TempFolder folder;
  std::optional<ListeningFile> first(std::in_place, "port file", folder.PathOf("port"));
  first->Write("1");
  ListeningFile second("port file", folder.PathOf("port"));
  second.Write("2");
  first.reset();
  CHECK(folder.Read("port") == "2\n");
}

TEST_CASE("listening file: the target of a planted symbolic link is never written", "[app]") {
  const TempFolder folder;
  const std::string target = folder.Write("precious", "mine\n");
  fs::create_symlink(target, folder.PathOf("port.new"));
  ListeningFile file("port file", folder.PathOf("port"));
  file.Write("12011");
  CHECK(folder.Read("port") == "12011\n");
  CHECK(folder.Read("precious") == "mine\n");

  fs::create_symlink(target, folder.PathOf("link"));
  CHECK(TryToWrite(folder.PathOf("link")) ==
        "port file " + folder.PathOf("link") + " is not a regular file; it is not replaced");
  CHECK(fs::is_symlink(folder.PathOf("link")));
}

TEST_CASE("listening file: a failure leaves nothing behind", "[app]") {
  const TempFolder folder;
  fs::create_directory(folder.PathOf("taken"));
  CHECK(TryToWrite(folder.PathOf("taken")) ==
        "port file " + folder.PathOf("taken") + " is not a regular file; it is not replaced");
  CHECK_FALSE(folder.Has("taken.new"));
  const std::string path = folder.PathOf("later");
  ListeningFile file("port file", path);
  fs::create_directory(path);  // meanwhile
  CHECK_THROWS_AS(file.Write("1"), StartError);
  CHECK_FALSE(folder.Has("later.new"));
  CHECK(TryToWrite(folder.PathOf("missing/port")) ==
        "port file " + folder.PathOf("missing/port") + " cannot be written");
}

TEST_CASE("listening file: without a path nothing is written", "[app]") {
  ListeningFile file("port file", "");
  file.Write("1");
  CHECK(ReadListeningFile("").empty());
}

}  // namespace
}  // namespace portone::app
