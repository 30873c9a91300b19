// SPDX-License-Identifier: MIT
#include "runner/timeline.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace portone::runner {
namespace {

constexpr std::size_t kTimeWidth = 19;   // "2024-01-31 09:00:00"
constexpr std::size_t kTitleWidth = 50;  // of a step, so that outcomes are aligned

/// "2024-01-31T09:00:00.000+09:00" as "2024-01-31 09:00:00".
std::string FormatTime(const std::string& iso) {
  std::string time = iso.substr(0, kTimeWidth);
  std::replace(time.begin(), time.end(), 'T', ' ');
  time.resize(kTimeWidth, ' ');
  return time;
}

/// A line whose control characters (ASCII, and U+0080 to U+009F) are replaced by spaces: they could
/// move a terminal's cursor, and the text comes from files and servers.
std::string MakeLine(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : ' ');
    if (byte < 0x20 || byte == 0x7f) text[i] = ' ';
    if (byte == 0xc2 && next >= 0x80 && next < 0xa0) text.replace(i, 2, " ");
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string PadTitle(std::string text) {
  if (text.size() < kTitleWidth) text.resize(kTitleWidth, ' ');
  return text;
}

std::string Format(const Failure& failure, const std::string& indent,
                   const std::string& location = "") {
  // A message may have several lines. The location follows the first one.
  const std::size_t end = std::min(failure.message.find('\n'), failure.message.size());
  std::string text = MakeLine(indent + "! " + failure.message.substr(0, end) +
                              (location.empty() ? "" : " (" + location + ")"));
  std::istringstream rest(failure.message.substr(end));
  for (std::string line; std::getline(rest, line);) {
    if (!line.empty()) text += MakeLine(indent + "  " + line);
  }
  for (const Difference& difference : failure.differences) {
    text += MakeLine(indent + "    - " + difference.field + ": " + difference.expected);
    text += MakeLine(indent + "    + " + difference.field + ": " + difference.actual);
  }
  return text;
}

std::string Format(const StepReport& step) {
  const std::string indent(4 + kTimeWidth + 2, ' ');
  std::string text;
  if (!step.note.empty()) text += MakeLine(indent + "# " + step.note);
  text +=
      MakeLine("    " + FormatTime(step.at) + "  " + PadTitle(step.title) + "  " + step.outcome);
  const std::size_t printed = std::min(step.events.size(), kMaxEventsPrinted);
  for (std::size_t i = 0; i < printed; ++i)
    text += MakeLine("    " + FormatTime(step.events[i].at) + "    " + step.events[i].text);
  const std::size_t more = step.events.size() - printed + step.events_omitted;
  if (more > 0) text += indent + "  and " + std::to_string(more) + " more events\n";
  if (!step.reply.empty()) text += MakeLine(indent + "= " + step.reply);
  for (const Failure& failure : step.failures)
    text += Format(failure, indent, step.location);
  return text;
}

std::string Format(const ExpectReport& expected) {
  if (expected.failures.empty()) return MakeLine("    expected  " + expected.text);
  std::string text = MakeLine("    expected  " + expected.text + "   (" + expected.location + ")");
  for (const Failure& failure : expected.failures)
    text += Format(failure, "              ");
  return text;
}

std::string FormatShopOutput(const std::string& output) {
  if (output.empty()) return "";
  std::string text = "    the shop's last output:\n";
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);)
    text += MakeLine("      | " + line);
  return text;
}

std::string GetStatus(const Report& report) {
  if (report.skip_reason) return "skip";
  if (report.is_setup) return "set-up";
  return report.passed() ? "ok  " : "FAIL";
}

std::string FormatPlain(const Report& report, bool verbose) {
  const bool passed = report.passed();
  std::string text = MakeLine(GetStatus(report) + " " + report.file +
                              (report.about.empty() ? "" : "  " + report.about));
  if (report.skip_reason) return text + MakeLine("    skipped: " + *report.skip_reason);
  for (const std::string& warning : report.warnings)
    text += MakeLine("    warning: " + warning);
  if (passed && !verbose) return text;
  for (const Failure& failure : report.failures)
    text += Format(failure, "    ");
  for (const StepReport& step : report.steps)
    text += Format(step);
  if (report.steps_not_run > 0) {
    text += "    " + std::to_string(report.steps_not_run) +
            (report.steps_not_run == 1 ? " step not run\n" : " steps not run\n");
  }
  for (const ExpectReport& expected : report.expect)
    text += Format(expected);
  return text + FormatShopOutput(report.shop_output);
}

std::string_view GetColor(std::string_view line) {
  constexpr std::string_view kRed = "\x1b[31m";
  constexpr std::string_view kGreen = "\x1b[32m";
  constexpr std::string_view kYellow = "\x1b[33m";
  if (line.starts_with("ok ")) return kGreen;
  if (line.starts_with("FAIL")) return kRed;
  if (line.starts_with("skip")) return kYellow;
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (line.starts_with("! ") || line.starts_with("- ")) return kRed;
  if (line.starts_with("+ ")) return kGreen;
  return line.starts_with("warning: ") ? kYellow : "";
}

/// Adds colours. REQUIRES: the lines have no escape sequences of their own.
std::string Colorize(const std::string& text) {
  std::string colored;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string_view color = GetColor(line);
    colored.append(color).append(line).append(color.empty() ? "" : "\x1b[0m").append("\n");
  }
  return colored;
}

}  // namespace

std::string FormatTimeline(const Report& report, bool verbose, bool color) {
  const std::string text = FormatPlain(report, verbose);
  return color ? Colorize(text) : text;
}
std::string FormatSummary(const std::vector<Report>& reports) {
  const auto count = [&reports](bool (*is)(const Report&)) {
    return std::count_if(reports.begin(), reports.end(), is);
  };
  const auto setups = count([](const Report& report) { return report.is_setup; });
  const auto unusable = count([](const Report& report) { return report.is_unusable; });
  const auto passed = count([](const Report& report) {
    return !report.is_setup && !report.skip_reason && report.passed();
  });
  const auto skipped = count([](const Report& report) { return report.skip_reason.has_value(); });
  const auto scenarios = static_cast<std::ptrdiff_t>(reports.size()) - setups - unusable - skipped;
  std::string text = std::to_string(scenarios) + (scenarios == 1 ? " scenario: " : " scenarios: ") +
                     std::to_string(passed) + " passed, " + std::to_string(scenarios - passed) +
                     " failed";
  if (skipped > 0) text += "; " + std::to_string(skipped) + " skipped";
  if (setups > 0) {
    text += "; " + std::to_string(setups) + (setups == 1 ? " set-up" : " set-ups");
  }
  if (unusable > 0) {
    text += "; " + std::to_string(unusable) + (unusable == 1 ? " file" : " files") +
            " cannot be loaded";
  }
  return text + "\n";
}

}  // namespace portone::runner
