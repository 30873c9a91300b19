// SPDX-License-Identifier: MIT
// Built against the installed package: starts an emulator with a scenario, moves its clock and
// reads what happened.
#include <chrono>
#include <cstdio>
#include <portone/emulator.h>

int main(int count, char** arguments) {
  if (count != 2) return std::fputs("usage: consumer SCENARIO\n", stderr), 2;
  portone::Options options;
  options.scenarios.emplace_back(arguments[1]);
  portone::Emulator emulator = portone::Emulator::Start(options);
  emulator.Advance(std::chrono::hours{24});
  const bool is_healthy = emulator.Control("GET", "/_emulator/health").status == 200;
  const bool has_advanced = !emulator.Journal().empty();
  std::printf("%s healthy=%d advanced=%d\n", emulator.base_url().c_str(), is_healthy, has_advanced);
  return is_healthy && has_advanced ? 0 : 1;
}
