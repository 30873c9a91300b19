// SPDX-License-Identifier: MIT
// Port and URL files: they exist while the emulator listens, and are never written through a link.
#include "app/address_file.h"

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
    AddressFile file("port file", path);
    file.Write("1");
    return "written";
  } catch (const StartError& error) {
    return error.what();
  }
}

TEST_CASE("address file: it exists from when it is written to the end", "[app]") {
  const TempFolder folder;
  const std::string path = folder.Write("port", "4711\n");  // left by a process that was killed
  {
    AddressFile file("port file", path);
    CHECK_FALSE(folder.Has("port"));
    file.Write("12011");
    CHECK(folder.Read("port") == "12011\n");
    CHECK(ReadAddressFile(path) == "12011");
    CHECK_FALSE(folder.Has("port.new"));
  }
  CHECK_FALSE(folder.Has("port"));
  CHECK(ReadAddressFile(path).empty());
}

TEST_CASE("address file: another process's file is not removed at the end", "[app]") {
  const TempFolder folder;
  std::optional<AddressFile> first(std::in_place, "port file", folder.GetPath("port"));
  first->Write("1");
  AddressFile second("port file", folder.GetPath("port"));
  second.Write("2");
  first.reset();
  CHECK(folder.Read("port") == "2\n");
}

TEST_CASE("address file: the target of a planted symbolic link is never written", "[app]") {
  const TempFolder folder;
  const std::string target = folder.Write("precious", "mine\n");
  fs::create_symlink(target, folder.GetPath("port.new"));
  AddressFile file("port file", folder.GetPath("port"));
  file.Write("12011");
  CHECK(folder.Read("port") == "12011\n");
  CHECK(folder.Read("precious") == "mine\n");

  fs::create_symlink(target, folder.GetPath("link"));
  CHECK(TryToWrite(folder.GetPath("link")) ==
        "port file " + folder.GetPath("link") + " is not a regular file; it is not replaced");
  CHECK(fs::is_symlink(folder.GetPath("link")));
}

TEST_CASE("address file: a failure leaves nothing behind", "[app]") {
  const TempFolder folder;
  fs::create_directory(folder.GetPath("taken"));
  CHECK(TryToWrite(folder.GetPath("taken")) ==
        "port file " + folder.GetPath("taken") + " is not a regular file; it is not replaced");
  CHECK_FALSE(folder.Has("taken.new"));
  const std::string path = folder.GetPath("later");
  AddressFile file("port file", path);
  fs::create_directory(path);  // meanwhile
  CHECK_THROWS_AS(file.Write("1"), StartError);
  CHECK_FALSE(folder.Has("later.new"));
  CHECK(TryToWrite(folder.GetPath("missing/port")) ==
        "port file " + folder.GetPath("missing/port") + " cannot be written");
}

TEST_CASE("address file: without a path nothing is written", "[app]") {
  AddressFile file("port file", "");
  file.Write("1");
  CHECK(ReadAddressFile("").empty());
}

}  // namespace
}  // namespace portone::app
