// SPDX-License-Identifier: MIT
// Which programs can share a clock.
#include "app/exec/clock_support.h"

#include <cstring>
#include <elf.h>
#include <filesystem>
#include <string>

#include "support/catch.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

using testing::RunToEnd;
using testing::TempFolder;

const Environment kEnvironment{{"PATH", "/usr/bin:/bin"}};

std::string FindProblem(const std::string& program,
                        const Environment& own_environment = kEnvironment) {
  return FindClockSharingProblem(program, own_environment).value_or("");
}

std::string WriteScript(const TempFolder& folder, const std::string& name,
                        const std::string& first_line) {
  const std::string path = folder.Write(name, first_line + "\n");
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

TEST_CASE("clock support: installed programs share the clock", "[app]") {
  for (const char* program : {"node", "python3", "ruby", "php", "java", "sh", "/bin/sh"}) {
    INFO(program);
    CHECK(FindProblem(program).empty());
  }
}

TEST_CASE("clock support: a Go program cannot share the clock", "[app]") {
  CHECK(FindProblem("go").ends_with(
      "/go is a Go program, which asks the kernel for the time, not the C library"));
}

TEST_CASE("clock support: a static program and one for another machine cannot", "[app]") {
  const TempFolder folder;
  const std::string source = folder.Write("a.cc", "int main() {}\n");
  const std::string program = folder.GetPath("made");
  REQUIRE(RunToEnd({"/usr/bin/g++", "-static", source, "-o", program}).exit_code == 0);
  CHECK(FindProblem(program) ==
        program + " is a static program, into which no library can be loaded");
  std::string bytes = folder.Read("made");
  REQUIRE(bytes.size() > 18);
  bytes[18] = '\x2a';  // an unknown machine
  CHECK(FindProblem(folder.Write("other", bytes)) ==
        folder.GetPath("other") + " is a program for another machine than portone-emulator");
}

/// The header of a program for 32-bit x86, and nothing else: shorter than one of 64 bits.
std::string MakeHeaderOf32Bits() {
  Elf32_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS32;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = ET_EXEC;
  header.e_machine = EM_386;
  header.e_version = EV_CURRENT;
  header.e_ehsize = sizeof header;
  return {reinterpret_cast<const char*>(&header), sizeof header};
}

TEST_CASE("clock support: a 32-bit program is named, also behind a script", "[app]") {
  const TempFolder folder;
  const std::string bytes = MakeHeaderOf32Bits();
  const std::string message_part =
      " is a 32-bit program, into which no library of a 64-bit one can be loaded";
  const std::string bare = folder.Write("bare", bytes);
  CHECK(FindProblem(bare) == bare + message_part);
  const std::string longer = folder.Write("longer", bytes + std::string(4'096, '\0'));
  CHECK(FindProblem(longer) == longer + message_part);
  CHECK(FindProblem(WriteScript(folder, "script", "#!" + bare)) == bare + message_part);
  // Nothing is known of what is cut off.
  CHECK(FindProblem(folder.Write("cut", bytes.substr(0, 15))).empty());
}

TEST_CASE("clock support: a script is judged by its interpreter", "[app]") {
  const TempFolder folder;
  CHECK(FindProblem(WriteScript(folder, "sh", "#!/bin/sh -e")).empty());
  CHECK(FindProblem(WriteScript(folder, "go1", "#!/usr/bin/env -S go run")).find("a Go program") !=
        std::string::npos);
  const std::string go = WriteScript(folder, "go2", "#!/usr/bin/go");
  CHECK(FindProblem(WriteScript(folder, "go3", "#! " + go)).find("a Go program") !=
        std::string::npos);
  CHECK(FindProblem(WriteScript(folder, "text", "")).empty());
  const std::string loop = folder.GetPath("loop");
  CHECK(FindProblem(WriteScript(folder, "loop", "#!" + loop)).empty());
}

TEST_CASE("clock support: a path that is not a program is no problem", "[app]") {
  const TempFolder folder;
  CHECK(FindProblem("no-such-program").empty());
  CHECK(FindProblem(folder.GetPath("none")).empty());
  CHECK(FindProblem(folder.Write("cut",
                                 "\x7f"
                                 "ELF"))
            .empty());
}

}  // namespace
}  // namespace portone::app
