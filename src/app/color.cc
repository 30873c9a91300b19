// SPDX-License-Identifier: MIT
#include "app/color.h"

#include <unistd.h>

#include "app/command_line.h"

namespace portone::app {

bool UsesColor(ColorChoice choice, int fd) {
  if (choice != ColorChoice::kAuto) return choice == ColorChoice::kAlways;
  if (::isatty(fd) == 0) return false;
  const Environment environment = ReadEnvironment();
  const auto no_color = environment.find("NO_COLOR");
  if (no_color != environment.end() && !no_color->second.empty()) return false;
  const auto terminal = environment.find("TERM");
  return terminal != environment.end() && terminal->second != "dumb";
}

}  // namespace portone::app
