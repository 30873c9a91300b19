// SPDX-License-Identifier: MIT
// The scenarios in the documentation can be loaded, pass, and print the output that the pages show.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "runner/timeline.h"
#include "support/story.h"

namespace portone::runner {
namespace {

/// A scenario in a fenced block, with the file name and output when the next block shows a run of
/// it.
struct Sample {
  std::string document;
  std::string file;
  std::string printed;
};

std::string ReadPage(const std::string& page) {
  std::ifstream file(std::filesystem::path(PORTONE_SOURCE_DIR) / page);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The fenced blocks of a page with their languages, in order.
std::vector<std::pair<std::string, std::string>> ParseBlocks(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> blocks;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    if (!line.starts_with("```")) continue;
    blocks.emplace_back(line.substr(3), "");
    while (std::getline(lines, line) && line != "```")
      blocks.back().second += line + "\n";
  }
  return blocks;
}

std::vector<Sample> ReadSamples(const std::string& page) {
  const std::string kRun = "$ portone-emulator run ";
  const auto blocks = ParseBlocks(ReadPage(page));
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& [language, block] = blocks[i];
    const bool is_scenario = block.find("\"given\"") != std::string::npos ||
                             block.find("\"steps\"") != std::string::npos;
    if (language != "json" || !is_scenario) continue;
    samples.push_back({block, "", ""});
    if (i + 1 == blocks.size() || !blocks[i + 1].second.starts_with(kRun)) continue;
    const std::string& run = blocks[i + 1].second;
    const std::size_t end = run.find('\n');
    samples.back().file = run.substr(kRun.size(), end - kRun.size());
    samples.back().printed = run.substr(end + 1);
  }
  return samples;
}

TEST_CASE("pages: every scenario in the pages is valid, passes and prints the output shown",
          "[runner]") {
  const auto [page, least_printed] = GENERATE(table<std::string, std::size_t>({
      {"README.md", 1},
      {"README.ko.md", 1},
      {"docs/scenarios.md", 2},
      {"docs/scenarios.ko.md", 2},
  }));
  CAPTURE(page);
  const std::vector<Sample> samples = ReadSamples(page);
  CHECK_FALSE(samples.empty());
  std::size_t printed = 0;
  for (const Sample& sample : samples) {
    INFO(sample.document);
    Report report = testing::PlayText(sample.document);
    CHECK(testing::FailuresOf(report).empty());
    if (sample.printed.empty()) continue;
    report.file = sample.file;
    CHECK(Timeline(report, true) + Summary({report}) == sample.printed);
    ++printed;
  }
  CHECK(printed >= least_printed);
}

}  // namespace
}  // namespace portone::runner
