// SPDX-License-Identifier: MIT
// The libraries that the pages tell users to install beside the program are those of its image.
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "support/catch.h"
#include "support/scenario_files.h"

namespace portone::tidy {
namespace {

/// The words between `before` and `after`. Fails the test when either is missing.
std::set<std::string> ReadWordsBetween(const std::string& text, const std::string& before,
                                       const std::string& after) {
  const std::size_t begin = text.find(before);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = text.find(after, begin + before.size());
  REQUIRE(end != std::string::npos);
  std::istringstream words(text.substr(begin + before.size(), end - begin - before.size()));
  return {std::istream_iterator<std::string>(words), {}};
}

TEST_CASE("image libraries: a page's image installs the libraries of the emulator's own image",
          "[tidy]") {
  const std::string script = testing::ReadSourceFile("scripts/install-packages.sh");
  std::set<std::string> expected =
      ReadWordsBetween(script.substr(script.find("trixie) echo libboost")), "*) echo", ";;");
  expected.erase("ca-certificates");  // the authorities of other hosts: the shop's own concern
  const std::string page = GENERATE("docs/clients.md", "docs/clients.ko.md");
  CAPTURE(page);
  CHECK(ReadWordsBetween(testing::ReadSourceFile(page), "apt-get install -y", "\n") == expected);
}

}  // namespace
}  // namespace portone::tidy
