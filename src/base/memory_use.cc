// SPDX-License-Identifier: MIT
#include "base/memory_use.h"

#include <fstream>
#include <malloc.h>
#include <string>

// jemalloc's, in programs that are linked with it.
extern "C" [[gnu::weak]] int mallctl(const char* name, void* old_value, std::size_t* old_size,
                                     void* new_value, std::size_t new_size);

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
  if (mallctl != nullptr) {
    ::mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // 4096: all arenas
    return;
  }
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace portone
