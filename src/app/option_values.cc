// SPDX-License-Identifier: MIT
#include "app/option_values.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

#include "api/service_hosts.h"
#include "app/server_names.h"
#include "base/lower_case.h"
#include "http/url.h"

namespace portone::app {

std::int64_t ReadInteger(const std::string& value, std::int64_t min, std::int64_t max) {
  std::int64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (error == std::errc{} && stop == end && number >= min && number <= max) return number;
  const std::string range = max == kNoLimit
                                ? "a whole number, at least " + std::to_string(min)
                                : "from " + std::to_string(min) + " to " + std::to_string(max);
  throw UsageError("must be " + range + ", not " + value);
}

std::size_t ReadSize(const std::string& value) {
  return static_cast<std::size_t>(ReadInteger(value, 1, kNoLimit));
}

bool ReadSwitch(std::string value) {
  value = ToLowerCase(value);
  for (const std::string_view word : {"true", "yes", "on", "1"}) {
    if (value == word) return true;
  }
  for (const std::string_view word : {"false", "no", "off", "0"}) {
    if (value == word) return false;
  }
  throw UsageError("must be true or false, not " + value);
}

std::string ReadUrl(const std::string& value) {
  if (!http::ParseUrl(value)) throw UsageError("must be an http or https URL, not " + value);
  return value;
}

std::string ReadHostName(const std::string& value) {
  const bool is_name = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
  });
  if (!is_name) throw UsageError("must be a host name without a port, not " + value);
  return value;
}

std::string ReadTlsName(std::string value) {
  if (http::IsIpAddress(value)) return value;
  value = ToLowerCase(ReadHostName(value));
  if (!IsDomainName(value)) throw UsageError("must be a host name or an address, not " + value);
  return value;
}

std::string ReadHostPattern(std::string value) {
  value = ToLowerCase(value);
  const std::string name = value.starts_with("*.") ? value.substr(2) : value;
  if (value != "*" && !http::IsIpAddress(name) && !IsDomainName(name))
    throw UsageError("must be a host without a port, or *.name, not " + value);
  return value;
}

std::string ReadPassthrough(std::string value) {
  value = ReadHostPattern(std::move(value));
  if (api::IsServiceHost(value.starts_with("*.") ? value.substr(2) : value))
    throw UsageError("must be another host than those that the emulator stands in for, not " +
                     value);
  return value;
}

std::string ReadOrigin(const std::string& value) {
  const auto url = http::ParseUrl(value);
  const std::size_t after_scheme = value.find("://") + 3;
  if (!url || value.find_first_of("/?#@", after_scheme) != std::string::npos)
    throw UsageError("must be like http://localhost:3000, not " + value);
  return value;
}

bool ReadIsJsonLog(const std::string& value) {
  if (value == "json") return true;
  if (value == "text") return false;
  throw UsageError("must be text or json, not " + value);
}

LogLevel ReadLogLevel(const std::string& value) {
  if (value == "debug") return LogLevel::kDebug;
  if (value == "info") return LogLevel::kInfo;
  if (value == "warning" || value == "warn") return LogLevel::kWarning;
  if (value == "error") return LogLevel::kError;
  throw UsageError("must be debug, info, warning or error, not " + value);
}

ColorChoice ReadColor(const std::string& value) {
  if (value == "auto") return ColorChoice::kAuto;
  if (value == "always") return ColorChoice::kAlways;
  if (value == "never") return ColorChoice::kNever;
  throw UsageError("must be auto, always or never, not " + value);
}

bool ReadShowReplies(const std::string& value) {
  if (value == "replies") return true;
  throw UsageError("must be replies, not " + value);
}

ReplyProfile ReadProfile(const std::string& value) {
  if (value == "current") return ReplyProfile::kCurrent;
  if (value == "2020") return ReplyProfile::k2020;
  throw UsageError("must be current or 2020, not " + value);
}

std::string ReadToken(const std::string& value) {
  const bool is_sendable = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return c > ' ' && c <= '~';
  });
  if (!is_sendable) throw UsageError("must be visible ASCII characters without spaces");
  return value;
}

ClockFileOption ReadClockFile(const std::string& value) {
  const bool is_path = value.starts_with('/') || value.starts_with('.');
  const std::size_t equals = is_path ? std::string::npos : value.find('=');
  ClockFileOption file;
  if (equals != std::string::npos) file.imp_key = value.substr(0, equals);
  file.path = equals == std::string::npos ? value : value.substr(equals + 1);
  if (file.path.empty() || equals == 0)
    throw UsageError("must be a path, or KEY=PATH for the sandbox of a key, not " + value);
  return file;
}

}  // namespace portone::app
