// SPDX-License-Identifier: MIT
// Random values that nobody else can know, for what must not be guessed. Ids come from
// sim/id_mint.h.
#pragma once

#include <string>

namespace portone::sim {

/// 64 hexadecimal digits, different on each call, from the operating system's source of randomness.
/// Throws std::exception when that is not available. Thread safety: may be called from any thread.
std::string MakeSecret();

}  // namespace portone::sim
