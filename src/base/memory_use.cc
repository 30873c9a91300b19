// SPDX-License-Identifier: MIT
#include "base/memory_use.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <malloc.h>
#include <string_view>
#include <unistd.h>

namespace portone {

std::size_t ReadResidentBytes() {
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 128> text{};
  const ssize_t size = ::read(file, text.data(), text.size());
  ::close(file);
  // "total resident shared ...", in pages
  std::string_view rest(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  rest.remove_prefix(std::min(rest.find(' ') + 1, rest.size()));
  std::size_t pages = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), pages);
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void ReleaseFreeMemory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace portone
