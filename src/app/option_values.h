// SPDX-License-Identifier: MIT
// Reading the value of one option, whether it came as a flag, a variable or a line of the
// configuration file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "app/color.h"
#include "app/usage_error.h"
#include "portone/options.h"

namespace portone::app {

// Each throws UsageError, whose message goes on after the option's name: "must be ...". Any thread
// may call them.

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// A whole number from `min` to `max`.
std::int64_t ReadInteger(const std::string& value, std::int64_t min, std::int64_t max);
/// A whole number, at least 1.
std::size_t ReadSize(const std::string& value);
/// true, yes, on, 1 or false, no, off, 0, in any case.
bool ReadSwitch(std::string value);
/// An http or https URL.
std::string ReadUrl(const std::string& value);
/// A name without port or scheme, as in "emulator.test".
std::string ReadHostName(const std::string& value);
/// A host name in lower case, or an address.
std::string ReadTlsName(std::string value);
/// Hosts in lower case: "*" stands for any, "*.name" for those below a name.
std::string ReadHostPattern(std::string value);
/// A host that the proxy may connect to.
std::string ReadPassthrough(std::string value);
/// A URL without a path, as browsers write origins.
std::string ReadOrigin(const std::string& value);
/// json or text; true: json.
bool ReadIsJsonLog(const std::string& value);
/// debug, info, warning (or warn) or error.
LogLevel ReadLogLevel(const std::string& value);
/// auto, always or never.
ColorChoice ReadColor(const std::string& value);
/// replies, which is true.
bool ReadShowReplies(const std::string& value);
/// current or 2020.
ReplyProfile ReadProfile(const std::string& value);
/// Text that can be sent as the value of a header.
std::string ReadToken(const std::string& value);
/// "PATH" or "KEY=PATH"; a path with an equals sign in it begins with "/" or ".".
ClockFileOption ReadClockFile(const std::string& value);

}  // namespace portone::app
