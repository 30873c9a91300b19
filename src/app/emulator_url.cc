// SPDX-License-Identifier: MIT
#include "app/emulator_url.h"

#include "app/listening_file.h"

namespace portone::app {

std::string FindEmulatorUrl(const Settings& settings) {
  const std::string found = settings.prefers_url_file ? ReadListeningFile(settings.url_file) : "";
  return found.empty() ? settings.url : found;
}

}  // namespace portone::app
