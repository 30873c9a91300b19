// SPDX-License-Identifier: MIT
#include "commands/page.h"

#include "support/catch.h"

namespace portone::commands {
namespace {

Page<int> MakePageOfFive(PageRequest request) {
  return MakePage<int>(std::vector<int>{1, 2, 3, 4, 5}, request, [](int number) { return number; });
}

TEST_CASE("page: a list is split into pages with previous and next", "[command]") {
  struct Row {
    PageRequest request;
    std::vector<int> list;
    std::size_t previous;
    std::size_t next;
  };
  const std::vector<Row> rows{
      {{1, 2}, {1, 2}, 0, 2},          {{2, 2}, {3, 4}, 1, 3}, {{3, 2}, {5}, 2, 0},
      {{1, 5}, {1, 2, 3, 4, 5}, 0, 0}, {{4, 2}, {}, 3, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.request.page, row.request.limit);
    const Page<int> page = MakePageOfFive(row.request);
    CHECK(page.total == 5);
    CHECK(page.list == row.list);
    CHECK(page.previous() == row.previous);
    CHECK(page.next() == row.next);
  }
}

TEST_CASE("page: only a later page can be beyond the end", "[command]") {
  CHECK_FALSE(IsBeyondEnd({1, 20}, 0));
  CHECK(IsBeyondEnd({2, 20}, 0));
  CHECK(IsBeyondEnd({2, 20}, 20));
  CHECK_FALSE(IsBeyondEnd({2, 20}, 21));
}

}  // namespace
}  // namespace portone::commands
