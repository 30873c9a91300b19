// SPDX-License-Identifier: MIT
// How a shell's line is split into commands, wherever it ends.
#include "app/exec/shell_words.h"

#include <cstddef>
#include <string>
#include <vector>

#include "support/catch.h"

namespace portone::app {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("shell words: a line that is cut off anywhere is split all the same", "[app]") {
  const std::string line = "a 'b c' \"d $(e \\\" f)\" ${g:-`h`} 2>&1 <i \\\nj; { k; } # l";
  for (std::size_t length = 0; length <= line.size(); ++length) {
    INFO(line.substr(0, length));
    const auto begin = SplitShellLine(line.substr(0, length));
    CHECK((length == 0 ? begin.empty() : begin.front().front() == "a"));
    for (const Strings& command : SplitShellLine(line.substr(length)))
      CHECK_FALSE(command.empty());
  }
}

}  // namespace
}  // namespace portone::app
