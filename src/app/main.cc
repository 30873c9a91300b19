// SPDX-License-Identifier: MIT
// The program: reads its environment, runs a command and returns its exit code.
#include <exception>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

#include "app/command_line.h"

namespace {

constexpr int kCannotStart = 2;

portone::app::Environment ReadEnvironment() {
  portone::app::Environment environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) environment[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return environment;
}

}  // namespace

int main(int argc, char* argv[]) {
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto [run, settings] = portone::app::ParseCommandLine(arguments, ReadEnvironment());
    return run(settings);
  } catch (const std::exception& error) {
    std::cerr << "portone-emulator: " << error.what() << '\n';
    return kCannotStart;
  }
}
