// SPDX-License-Identifier: MIT
#include "app/file_limit.h"

#include <sys/resource.h>

namespace portone::app {

void RaiseFileLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace portone::app
