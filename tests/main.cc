// SPDX-License-Identifier: MIT
// The test program's main, alone in its file: with Catch2 version 2 it is slow to compile. A
// contract violation found on a thread other than the test's fails the run here.
#include <iostream>

#include "support/contract_guard.h"

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char* argv[]) {
  const int failed = Catch::Session().run(argc, argv);
  const auto unreported = portone::testing::TakeUnreportedFindings();
  for (const std::string& finding : unreported)
    std::cerr << "contract, found on another thread: " << finding << '\n';
  return failed == 0 && !unreported.empty() ? 1 : failed;
}
