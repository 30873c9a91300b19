// SPDX-License-Identifier: MIT
// The program: reads its environment, runs a command and returns its exit code.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/machine_time.h"
#include "app/serve_command.h"

namespace {

constexpr int kCannotStart = 2;

}  // namespace

int main(int argc, char* argv[]) {
  portone::app::KeepMachineTime();
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto [run, settings] =
        portone::app::ParseCommandLine(arguments, portone::app::ReadEnvironment());
    if (run != portone::app::Serve) {  // which logs them
      for (const std::string& warning : settings.warnings)
        std::cerr << "portone-emulator: " << warning << '\n';
    }
    return run(settings);
  } catch (const std::exception& error) {
    std::cerr << "portone-emulator: " << error.what() << '\n';
    return kCannotStart;
  }
}
