// SPDX-License-Identifier: MIT
#include "support/golden_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace portone::testing {
namespace {

std::optional<std::string> Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string NextLine(std::istringstream& text) {
  std::string line;
  return std::getline(text, line) ? line : "(end of text)";
}

std::string FindFirstDifference(const std::string& expected, const std::string& actual) {
  std::istringstream expected_lines(expected);
  std::istringstream actual_lines(actual);
  for (int number = 1; expected_lines || actual_lines; ++number) {
    const std::string expected_line = NextLine(expected_lines);
    const std::string actual_line = NextLine(actual_lines);
    if (expected_line == actual_line) continue;
    std::string text = "line " + std::to_string(number);
    text.append("\n  expected: ")
        .append(expected_line)
        .append("\n  actual:   ")
        .append(actual_line);
    return text;
  }
  return "the line ends";
}

bool IsRecording() {
  const char* update = std::getenv("UPDATE_GOLDEN");  // NOLINT(concurrency-mt-unsafe)
  return update != nullptr && std::string_view(update) == "1";
}

}  // namespace

std::string CompareWithGolden(std::string_view name, const std::string& actual) {
  const auto path = std::filesystem::path(PORTONE_SOURCE_DIR) / "fixtures" / "golden" / name;
  if (IsRecording()) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return "";
  }
  const std::optional<std::string> expected = Read(path);
  if (!expected) return path.string() + " is missing; make golden writes it";
  if (*expected == actual) return "";
  return path.string() + ": " + FindFirstDifference(*expected, actual);
}

std::string CompareWithBlock(std::string_view path, const std::string& name,
                             const std::string& actual) {
  const auto file = std::filesystem::path(PORTONE_SOURCE_DIR) / path;
  const std::string opening = "<!-- " + name + ": written by make golden -->\n";
  std::string text = Read(file).value_or("");
  const std::size_t mark = text.find(opening);
  const std::size_t end = text.find("<!-- end of " + name + " -->\n");
  if (mark == std::string::npos || end == std::string::npos) {
    return file.string() + " has no block " + name;
  }
  const std::size_t begin = mark + opening.size();
  const std::string expected = text.substr(begin, end - begin);
  if (expected == actual) return "";
  if (IsRecording()) {
    std::ofstream(file, std::ios::binary) << text.replace(begin, end - begin, actual);
    return "";
  }
  return file.string() + ", block " + name +
         " (make golden writes it): " + FindFirstDifference(expected, actual);
}

}  // namespace portone::testing
