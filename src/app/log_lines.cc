// SPDX-License-Identifier: MIT
#include "app/log_lines.h"

#include "control/event_json.h"
#include "control/event_text.h"
#include "domain/calendar.h"
#include "json/text.h"
#include "json/writer.h"

namespace portone::app {
namespace {

engine::Severity ToSeverity(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return engine::Severity::kDebug;
    case LogLevel::kInfo:
      return engine::Severity::kInfo;
    case LogLevel::kWarning:
      return engine::Severity::kWarning;
    case LogLevel::kError:
      break;
  }
  return engine::Severity::kError;
}

std::string ToUtf8(std::string_view text) {
  return json::IsUtf8(text) ? std::string(text) : json::EscapeUnprintable(text);
}

/// Escapes a message and indents its further lines, so that none looks like a line of the log.
std::string EscapeMessage(std::string_view message) {
  std::string text;
  while (true) {
    const std::size_t end = message.find('\n');
    text += json::EscapeForLine(message.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += "\n    ";
    message.remove_prefix(end + 1);
  }
}

}  // namespace

LogStyle MakeLogStyle(const Options& options) {
  return {.format = options.log_format,
          .color = options.log_color,
          .bodies = options.min_log_level == LogLevel::kDebug};
}

LogLevel ToLogLevel(engine::Severity severity) {
  switch (severity) {
    case engine::Severity::kDebug:
      return LogLevel::kDebug;
    case engine::Severity::kInfo:
      return LogLevel::kInfo;
    case engine::Severity::kWarning:
      return LogLevel::kWarning;
    case engine::Severity::kError:
      break;
  }
  return LogLevel::kError;
}

std::string FormatEventLine(const engine::Event& event, const LogStyle& style) {
  switch (style.format) {
    case LogFormat::kMessage:
      return control::FormatSandboxAndDetails(event, {.includes_bodies = style.bodies});
    case LogFormat::kText:
      return control::FormatEvent(event,
                                  {.uses_color = style.color, .includes_bodies = style.bodies});
    case LogFormat::kJson:
      break;
  }
  json::Writer json;
  control::WriteEvent(json, event, {.includes_message = true, .includes_bodies = style.bodies});
  return json.Take();
}

std::string FormatMessageLine(LogLevel level, Instant wall, std::string_view message,
                              const LogStyle& style) {
  const engine::Severity severity = ToSeverity(level);
  switch (style.format) {
    case LogFormat::kMessage:
      return EscapeMessage(message);
    case LogFormat::kText:
      return control::FormatLineStart(wall, severity, style.color) + EscapeMessage(message);
    case LogFormat::kJson:
      break;
  }
  json::Writer json;
  json.BeginObject()
      .Field("time", FormatIso(wall))
      .Field("level", Name(severity))
      .Field("event", "message")
      .Field("message", ToUtf8(message))
      .EndObject();
  return json.Take();
}

}  // namespace portone::app
