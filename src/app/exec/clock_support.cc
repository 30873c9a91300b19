// SPDX-License-Identifier: MIT
#include "app/exec/clock_support.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <elf.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <link.h>
#include <sstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "app/exec/started_programs.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using FileHeader = ElfW(Ehdr);
using ProgramHeader = ElfW(Phdr);
using SectionHeader = ElfW(Shdr);

/// How many interpreters are followed: that of a script may be a script.
constexpr int kMaxInterpreters = 4;
/// Enough for the first line of a script.
constexpr std::size_t kMaxLineLength = 256;
constexpr std::uint64_t kMaxSections = 10'000;
constexpr std::uint64_t kMaxNameBytes = std::uint64_t{1} << 20;

/// The path of a program as a shell finds it; "" when there is none.
std::string FindInPath(const std::string& program, const Environment& own_environment) {
  if (program.find('/') != std::string::npos) return program;
  const auto path = own_environment.find("PATH");
  std::istringstream folders(path == own_environment.end() ? "/usr/local/bin:/usr/bin:/bin"
                                                           : path->second);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string found = (folder.empty() ? "." : folder) + '/' + program;
    std::error_code ignored;
    if (fs::is_regular_file(found, ignored) && ::access(found.c_str(), X_OK) == 0) return found;
  }
  return "";
}

/// The interpreter that the first line of a script names; for "env", the program that it runs. ""
/// when the file is not a script.
std::string FindInterpreter(const std::string& first_line) {
  if (!first_line.starts_with("#!")) return "";
  std::istringstream words(first_line.substr(2));
  std::string word;
  words >> word;
  if (!word.ends_with("/env")) return word;
  while (words >> word) {
    if (!word.starts_with('-') && word.find('=') == std::string::npos) return word;
  }
  return "";
}

/// Reads `count` values of type T at `offset`; empty when they are not all there.
template <class T>
std::vector<T> ReadAt(std::ifstream& file, std::uint64_t offset, std::uint64_t count) {
  std::vector<T> found(count);
  file.clear();
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(reinterpret_cast<char*>(found.data()), static_cast<std::streamsize>(count * sizeof(T)));
  if (!file) found.clear();
  return found;
}

/// Whether the file has a section of this name.
bool HasSection(std::ifstream& file, const FileHeader& header, std::string_view name) {
  if (header.e_shnum > kMaxSections) return false;
  const auto sections = ReadAt<SectionHeader>(file, header.e_shoff, header.e_shnum);
  if (header.e_shstrndx >= sections.size()) return false;
  const SectionHeader& names = sections[header.e_shstrndx];
  const auto text =
      ReadAt<char>(file, names.sh_offset, std::min<std::uint64_t>(names.sh_size, kMaxNameBytes));
  return std::any_of(sections.begin(), sections.end(), [&](const SectionHeader& section) {
    if (section.sh_name >= text.size()) return false;
    const std::size_t room = text.size() - section.sh_name;
    const char* const start = text.data() + section.sh_name;
    return std::string_view(start, ::strnlen(start, room)) == name;
  });
}

bool HasLoader(std::ifstream& file, const FileHeader& header) {
  const auto parts = ReadAt<ProgramHeader>(file, header.e_phoff, header.e_phnum);
  return std::any_of(parts.begin(), parts.end(),
                     [](const ProgramHeader& part) { return part.p_type == PT_INTERP; });
}

/// The header of this program, which the library is built for.
const FileHeader& OwnHeader() {
  static const FileHeader header = [] {
    std::ifstream file("/proc/self/exe", std::ios::binary);
    const auto headers = ReadAt<FileHeader>(file, 0, 1);
    return headers.empty() ? FileHeader{} : headers.front();
  }();
  return header;
}

/// "32-bit" or "64-bit", from the identification at the beginning of a file.
std::string DescribeWidth(const unsigned char* identification) {
  return identification[EI_CLASS] == ELFCLASS32 ? "32-bit" : "64-bit";
}

/// What is wrong with an executable file, without its path; "" for nothing.
std::string FindSharingProblem(std::ifstream& file, const std::string& path) {
  // Headers of the two widths differ in length, but not in how they begin.
  const auto identification = ReadAt<unsigned char>(file, 0, EI_NIDENT);
  if (identification.empty() || std::memcmp(identification.data(), ELFMAG, SELFMAG) != 0) return "";
  const std::string width = DescribeWidth(identification.data());
  const std::string own_width = DescribeWidth(OwnHeader().e_ident);
  if (width != own_width) {
    return "is a " + width + " program, into which no library of a " + own_width +
           " one can be loaded";
  }
  const auto headers = ReadAt<FileHeader>(file, 0, 1);
  if (headers.empty()) return "";
  const FileHeader& header = headers.front();
  if (header.e_machine != OwnHeader().e_machine)
    return "is a program for another machine than portone-emulator";
  if (HasSection(file, header, ".go.buildinfo") || HasSection(file, header, ".note.go.buildid"))
    return "is a Go program, which asks the kernel for the time, not the C library";
  if (!HasLoader(file, header)) return "is a static program, into which no library can be loaded";
  struct stat status = {};
  const bool is_known = ::stat(path.c_str(), &status) == 0;
  const bool is_other_user = (status.st_mode & S_ISUID) != 0 && status.st_uid != ::geteuid();
  const bool is_other_group = (status.st_mode & S_ISGID) != 0 && status.st_gid != ::getegid();
  if (is_known && (is_other_user || is_other_group))
    return "runs with other rights, and the system loads no library of yours into it";
  return "";
}

std::string FindRefusal(const std::vector<std::string>& programs,
                        const Environment& own_environment) {
  for (const std::string& program : programs) {
    const auto problem = FindClockSharingProblem(program, own_environment);
    if (!problem) continue;
    return "cannot share the clock: " + *problem +
           "; one that need not share it is started by `env " + "-u LD_PRELOAD " + program + "`";
  }
  return "";
}

}  // namespace

std::string FindClockSharingRefusal(const std::vector<std::string>& command,
                                    const Environment& own_environment) {
  return FindRefusal(FindStartedPrograms(command), own_environment);
}

std::string FindClockSharingRefusal(const std::string& shell_line,
                                    const Environment& own_environment) {
  return FindRefusal(FindStartedPrograms(shell_line), own_environment);
}

std::optional<std::string> FindClockSharingProblem(const std::string& program,
                                                   const Environment& own_environment) {
  std::string path = FindInPath(program, own_environment);
  for (int i = 0; i < kMaxInterpreters && !path.empty(); ++i) {
    std::ifstream file(path, std::ios::binary);
    std::string line(kMaxLineLength, '\0');
    file.read(line.data(), static_cast<std::streamsize>(line.size()));
    line = line.substr(0, line.find_first_of(std::string_view("\n\0", 2)));
    const std::string interpreter = FindInterpreter(line);
    if (interpreter.empty()) {
      const std::string obstacle = FindSharingProblem(file, path);
      return obstacle.empty() ? std::nullopt : std::optional(path + ' ' + obstacle);
    }
    path = FindInPath(interpreter, own_environment);
  }
  return std::nullopt;
}

}  // namespace portone::app
