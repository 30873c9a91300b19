// SPDX-License-Identifier: MIT
// A bounded, deterministic version of `make fuzz`: the same function over the same files, with
// reproducible mutations.
#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/load_scenario.h"
#include "support/catch.h"
#include "support/scenario_files.h"

namespace portone::testing {
namespace {

constexpr int kInputs = 5'000;
constexpr std::size_t kMaxLength = 4'096;

constexpr std::array<std::string_view, 40> kTokens{"{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   "\"",
                                                   ",",
                                                   ":",
                                                   "null",
                                                   "true",
                                                   "-1",
                                                   "1e400",
                                                   "7.0",
                                                   "\"\"",
                                                   "\"kim\"",
                                                   "${",
                                                   "$${",
                                                   "${now}",
                                                   "${now-P1M}",
                                                   "${reply.",
                                                   "${unix ",
                                                   "}",
                                                   "\\u0000",
                                                   "\\ud800",
                                                   "\\",
                                                   "//",
                                                   "/*",
                                                   "*/",
                                                   "\n",
                                                   "\"steps\":",
                                                   "\"given\":",
                                                   "\"not\":",
                                                   "\"as\":",
                                                   "\"one_of\":",
                                                   "\"then\":",
                                                   "\"pg\":",
                                                   "P1Y",
                                                   "\xEF\xBB\xBF",
                                                   "\xFF",
                                                   "99999999999999999999",
                                                   "2024-02-30T09:00:00Z"};

/// Mutates texts, deterministically for a seed.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : state_(seed) {}

  std::size_t Below(std::size_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return limit == 0 ? 0 : static_cast<std::size_t>(state_ % limit);
  }

  std::string Mutate(std::string text, const std::string& other) {
    for (std::size_t times = Below(4) + 1; times > 0; --times)
      MutateOnce(text, other);
    text.resize(std::min(text.size(), kMaxLength));
    return text;
  }

 private:
  void MutateOnce(std::string& text, const std::string& other) {
    const std::size_t at = Below(text.size() + 1);
    const std::size_t length = Below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (Below(6)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(Below(256));
        break;
      case 3:
        text.insert(at, other.substr(Below(other.size()), Below(60)));
        break;
      case 4:
        text.replace(at, length, kTokens.at(Below(kTokens.size())));
        break;
      default:
        text.insert(at, kTokens.at(Below(kTokens.size())));
    }
  }

  std::uint64_t state_;
};

std::vector<std::string> ReadCorpus() {
  std::vector<std::string> paths = FindShippedScenarios();
  for (const char* folder : {"good", "broken", "beyond_schema", "not_json", "several"}) {
    const std::vector<std::string> broken = FindScenarioFixtures(folder);
    paths.insert(paths.end(), broken.begin(), broken.end());
  }
  std::vector<std::string> texts;
  for (const std::string& path : paths)
    texts.push_back(ReadSourceFile(path).substr(0, kMaxLength));
  return texts;
}

/// The exception that loading a text throws, or "".
std::string LoadAndGetError(const std::string& text) {
  try {
    LoadScenario(text);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("fuzz: no text crashes the loader or is loaded partially", "[scenario][fuzz][slow]") {
  const std::vector<std::string> corpus = ReadCorpus();
  for (const std::string& text : corpus) {
    CAPTURE(text);
    CHECK(LoadAndGetError(text).empty());
  }
  Mutator mutator(20'240'131);
  for (int i = 0; i < kInputs; ++i) {
    const std::string& seed = corpus[mutator.Below(corpus.size())];
    const std::string text = mutator.Mutate(seed, corpus[mutator.Below(corpus.size())]);
    const std::string error_text = LoadAndGetError(text);
    if (error_text.empty()) continue;
    CAPTURE(i, text);
    FAIL_CHECK(error_text);
  }
}

}  // namespace
}  // namespace portone::testing
