// SPDX-License-Identifier: MIT
#include "app/machine_time.h"

#include <dlfcn.h>

namespace portone::app {

void KeepMachineTime() {
  using Ignore = void (*)();
  const auto ignore = reinterpret_cast<Ignore>(::dlsym(RTLD_DEFAULT, "portone_clock_ignore"));
  if (ignore != nullptr) ignore();
}

}  // namespace portone::app
