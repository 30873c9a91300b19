// SPDX-License-Identifier: MIT
// The memory of this process, as the operating system counts it.
#pragma once

#include <cstddef>

namespace portone {

/// The resident memory of the process in bytes; 0 where the system does not say. Some
/// 20 microseconds. Thread-safe.
std::size_t ReadResidentBytes();

/// Gives freed memory back to the operating system, as far as the allocator can. Takes long when
/// much was freed. Thread-safe.
void ReleaseFreeMemory();

}  // namespace portone
