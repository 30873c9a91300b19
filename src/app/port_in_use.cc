// SPDX-License-Identifier: MIT
#include "app/port_in_use.h"

#include <cerrno>
#include <chrono>
#include <system_error>

#include "http/probe.h"

namespace portone::app {

std::string ExplainPortInUse(const std::string& message, const std::string& host, int port) {
  const std::string end =
      ":" + std::to_string(port) + ": " + std::generic_category().message(EADDRINUSE);
  if (!message.ends_with(end)) return message;
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  const bool is_emulator =
      http::WaitUntilReady("http://" + shown + ":" + std::to_string(port), std::chrono::seconds{0});
  return message + (is_emulator ? " by another emulator" : "") + "; --port 0 takes a free port";
}

}  // namespace portone::app
