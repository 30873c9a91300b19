// SPDX-License-Identifier: MIT
// Chance of which nobody else can know: for what must not be guessed. Ids come from sim/id_mint.h.
#pragma once

#include <string>

namespace portone::sim {

/// 64 hexadecimal digits, other ones on each call, from the operating system's randomness. Throws
/// std::exception when it has none. Thread safety: may be called from any thread.
std::string MakeSecret();

}  // namespace portone::sim
