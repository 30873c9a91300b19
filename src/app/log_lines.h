// SPDX-License-Identifier: MIT
// Formats the lines of the log: those of events, and messages of the program about itself.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"
#include "engine/event.h"
#include "portone/options.h"

namespace portone::app {

/// How lines are written.
struct LogStyle {
  LogFormat format = LogFormat::kMessage;
  bool color = false;   ///< text only
  bool bodies = false;  ///< of requests and replies, masked
};

/// How the lines of an emulator with these options are written.
LogStyle MakeLogStyle(const Options& options);

LogLevel ToLogLevel(engine::Severity severity);

/// The line or lines of an event, without a line end at the end.
std::string FormatEventLine(const engine::Event& event, const LogStyle& style);

/// A line with a message of the program. Terminal control characters are escaped; in text, the
/// lines of a message after its first one are indented.
std::string FormatMessageLine(LogLevel level, Instant wall, std::string_view message,
                              const LogStyle& style);

}  // namespace portone::app
