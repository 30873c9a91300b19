// SPDX-License-Identifier: MIT
#include "base/memory_use.h"

#include <fstream>
#include <malloc.h>
#include <string>

namespace portone {

std::size_t ReadResidentBytes() {
  constexpr std::size_t kBytesPerUnit = 1'024;  // the file counts in "kB"
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;) {
    if (word != "VmRSS:") continue;
    std::size_t count = 0;
    file >> count;
    return count * kBytesPerUnit;
  }
  return 0;
}

void ReleaseFreeMemory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace portone
