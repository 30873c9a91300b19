// SPDX-License-Identifier: MIT
// Replays the corpora of the fuzzers, without libFuzzer. Those of the scenario loader are the
// scenarios of the project (tests/scenario/fuzz_test.cc).
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.h"
#include "support/catch.h"

namespace portone::testing {
namespace {

std::string ReadBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

using Target = void (*)(std::string_view);

TEST_CASE("fuzz: the corpus of each target is replayed", "[fuzz]") {
  const auto [folder, target] = GENERATE(table<std::string, Target>({
      {"read_json", ReadJsonText},
      {"read_form", ReadFormText},
      {"parse_url", ParseUrlText},
      {"read_response", ReadResponseText},
      {"parse_time", ParseTimeText},
  }));
  int count = 0;
  const auto path = std::filesystem::path(PORTONE_SOURCE_DIR) / "fixtures/fuzz" / folder;
  for (const auto& file : std::filesystem::directory_iterator(path)) {
    INFO(file.path());
    CHECK_NOTHROW(target(ReadBytes(file.path())));
    ++count;
  }
  CHECK(count >= 5);
}

}  // namespace
}  // namespace portone::testing
