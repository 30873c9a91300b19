// SPDX-License-Identifier: MIT
// The scenarios on the project's pages can be loaded as they are, pass when they are run, and print
// the output on the pages.
#include <string>
#include <vector>

#include "runner/timeline.h"
#include "support/doc_page.h"
#include "support/run_scenario.h"

namespace portone::runner {
namespace {

using testing::Block;

/// The line before a scenario that needs the reader's own server, which no test has.
constexpr const char* kWithShopMark = "<!-- with your shop -->";

/// A scenario, and the output shown in the block after it, if any.
struct Sample {
  std::string document;
  bool needs_shop = false;
  std::string file;
  std::string expected_output;
};

std::vector<Sample> ReadSamples(const std::string& page) {
  const std::string kRun = "$ portone-emulator run ";
  const std::vector<Block> blocks = testing::ReadBlocks(page);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool is_scenario = block.text.find("\"given\"") != std::string::npos ||
                             block.text.find("\"steps\"") != std::string::npos;
    if (block.language != "json" || !is_scenario) continue;
    samples.push_back({block.text, block.line_before == kWithShopMark, "", ""});
    if (i + 1 == blocks.size() || !blocks[i + 1].text.starts_with(kRun)) continue;
    const std::string& run = blocks[i + 1].text;
    const std::size_t end = run.find('\n');
    samples.back().file = run.substr(kRun.size(), end - kRun.size());
    samples.back().expected_output = run.substr(end + 1);
  }
  return samples;
}

TEST_CASE("pages: every scenario on a page is valid, passes and prints the output on the page",
          "[runner]") {
  const auto [page, min_printed] = GENERATE(table<std::string, std::size_t>({
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
    if (sample.needs_shop) continue;
    INFO(sample.document);
    Report report = testing::RunScenarioText(sample.document);
    CHECK(testing::FormatFailures(report).empty());
    if (sample.expected_output.empty()) continue;
    report.file = sample.file;
    CHECK(FormatTimeline(report, true) + FormatSummary({report}) == sample.expected_output);
    ++printed;
  }
  CHECK(printed >= min_printed);
}

TEST_CASE("pages: a scenario for the reader's own server fails without that server", "[runner]") {
  const std::string page = GENERATE(as<std::string>(), "docs/scenarios.md", "docs/scenarios.ko.md");
  CAPTURE(page);
  int count = 0;
  for (Sample& sample : ReadSamples(page)) {
    if (!sample.needs_shop) continue;
    const std::string timeout_key = "\"timeout_ms\": 10000";
    const std::size_t at = sample.document.find(timeout_key);
    REQUIRE(at != std::string::npos);
    sample.document.replace(at, timeout_key.size(), "\"timeout_ms\": 0");
    CHECK_FALSE(testing::FormatFailures(testing::RunScenarioText(sample.document)).empty());
    ++count;
  }
  CHECK(count == 1);
}

}  // namespace
}  // namespace portone::runner
