// SPDX-License-Identifier: MIT
// Decides whether output has colours.
#pragma once

#include <cstdint>

namespace portone::app {

/// The option --color.
enum class ColorChoice : std::uint8_t {
  kAuto,  ///< on a terminal that supports them, unless the variable NO_COLOR is set
  kAlways,
  kNever,
};

/// Whether what is written to `fd` has colours. Reads the environment.
bool UsesColor(ColorChoice choice, int fd);

}  // namespace portone::app
