// SPDX-License-Identifier: MIT
#include "json/problems.h"

#include "support/catch.h"

namespace portone::json {
namespace {

Problem MakeProblem(std::size_t number) {
  return {"/" + std::to_string(number), "is wrong"};
}

Problems MakeProblems(std::size_t count) {
  Problems problems;
  for (std::size_t i = 0; i < count; ++i)
    problems.Add(MakeProblem(i));
  return problems;
}

TEST_CASE("problems: the first hundred are kept, the others are counted", "[json][strict]") {
  Problems problems = MakeProblems(Problems::kMaxListed);
  CHECK(problems.full());
  CHECK(problems.DescribeRest().empty());
  for (std::size_t i = Problems::kMaxListed; i < 5'000'000; ++i)
    problems.Add({});
  CHECK(problems.size() == 5'000'000);
  CHECK(problems.listed().size() == Problems::kMaxListed);
  CHECK(problems.listed().back() == MakeProblem(99));
  CHECK(problems.DescribeRest() == "and 4,999,900 more");
  CHECK(MakeProblems(100 + 999).DescribeRest() == "and 999 more");
  CHECK(MakeProblems(100 + 1'000).DescribeRest() == "and 1,000 more");
}

TEST_CASE("problems: a list that is appended counts in full", "[json][strict]") {
  Problems problems = MakeProblems(60);
  problems.Append(MakeProblems(250));
  CHECK(problems.size() == 310);
  CHECK(problems.listed().back() == MakeProblem(39));
  CHECK(problems.DescribeRest() == "and 210 more");
}

TEST_CASE("problems: one that the filter rejects is not counted either", "[json][strict]") {
  Problems problems([](const Problem& problem) { return problem.pointer == "/7"; });
  problems.Append(MakeProblems(20));
  CHECK(problems.size() == 1);
  CHECK(problems.front() == MakeProblem(7));
}

TEST_CASE("problems: an old name is found even when its problem is not listed", "[json][strict]") {
  Problems problems = MakeProblems(150);
  CHECK_FALSE(problems.FindRenamed(0).has_value());
  problems.Add({"/old", "is called new", true, true});
  CHECK(problems.FindRenamed(150)->pointer == "/old");
  CHECK_FALSE(problems.FindRenamed(151).has_value());
  Problems all = MakeProblems(10);
  all.Append(problems);
  CHECK(all.FindRenamed(10)->pointer == "/old");
  all.Truncate(10);
  CHECK_FALSE(all.FindRenamed(0).has_value());
  CHECK(all.size() == 10);
  CHECK_FALSE(all.full());
}

}  // namespace
}  // namespace portone::json
