// SPDX-License-Identifier: MIT
#include "runner/timeline.h"

#include <algorithm>

namespace portone::runner {
namespace {

constexpr std::size_t kTimeWidth = 19;   // "2024-01-31 09:00:00"
constexpr std::size_t kTitleWidth = 50;  // of a step, so that outcomes stand below each other

/// "2024-01-31T09:00:00.000+09:00" as "2024-01-31 09:00:00".
std::string TimeOf(const std::string& iso) {
  std::string time = iso.substr(0, kTimeWidth);
  std::replace(time.begin(), time.end(), 'T', ' ');
  time.resize(kTimeWidth, ' ');
  return time;
}

/// A line without the control characters (ASCII's, and U+0080 to U+009F) that would move a
/// terminal's cursor: people wrote what is in it, or their server did.
std::string Line(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : ' ');
    if (byte < 0x20 || byte == 0x7f) text[i] = ' ';
    if (byte == 0xc2 && next >= 0x80 && next < 0xa0) text.replace(i, 2, " ");
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string Padded(std::string text) {
  if (text.size() < kTitleWidth) text.resize(kTitleWidth, ' ');
  return text;
}

std::string Described(const Failure& failure, const std::string& indent,
                      const std::string& place = "") {
  std::string text =
      Line(indent + "! " + failure.message + (place.empty() ? "" : " (" + place + ")"));
  for (const Change& change : failure.changes) {
    text += Line(indent + "    - " + change.field + ": " + change.expected);
    text += Line(indent + "    + " + change.field + ": " + change.actual);
  }
  return text;
}

std::string Described(const StepReport& step) {
  const std::string indent(4 + kTimeWidth + 2, ' ');
  std::string text;
  if (!step.note.empty()) text += Line(indent + "# " + step.note);
  text += Line("    " + TimeOf(step.at) + "  " + Padded(step.title) + "  " + step.outcome);
  const std::size_t printed = std::min(step.events.size(), kEventsPrinted);
  for (std::size_t i = 0; i < printed; ++i)
    text += Line("    " + TimeOf(step.events[i].at) + "    " + step.events[i].text);
  const std::size_t more = step.events.size() - printed + step.events_untold;
  if (more > 0) text += indent + "  and " + std::to_string(more) + " more events\n";
  for (const Failure& failure : step.failures)
    text += Described(failure, indent, step.place);
  return text;
}

std::string Described(const ExpectReport& expected) {
  if (expected.failures.empty()) return Line("    expected  " + expected.text);
  std::string text = Line("    expected  " + expected.text + "   (" + expected.place + ")");
  for (const Failure& failure : expected.failures)
    text += Described(failure, "              ");
  return text;
}

}  // namespace

std::string Timeline(const Report& report, bool all) {
  const bool passed = report.passed();
  const std::string mark = report.is_demo ? "demo" : (passed ? "ok  " : "FAIL");
  std::string text =
      Line(mark + " " + report.file + (report.about.empty() ? "" : "  " + report.about));
  if (passed && !all) return text;
  for (const Failure& failure : report.failures)
    text += Described(failure, "    ");
  for (const StepReport& step : report.steps)
    text += Described(step);
  if (report.steps_left > 0) {
    text += "    " + std::to_string(report.steps_left) + " more steps were not played\n";
  }
  for (const ExpectReport& expected : report.expect)
    text += Described(expected);
  return text;
}

std::string Summary(const std::vector<Report>& reports) {
  const auto count = [&reports](bool (*is)(const Report&)) {
    return std::count_if(reports.begin(), reports.end(), is);
  };
  const auto demos = count([](const Report& report) { return report.is_demo; });
  const auto unusable = count([](const Report& report) { return report.is_unusable; });
  const auto passed =
      count([](const Report& report) { return !report.is_demo && report.passed(); });
  const auto stories = static_cast<std::ptrdiff_t>(reports.size()) - demos - unusable;
  std::string text = std::to_string(stories) + (stories == 1 ? " story: " : " stories: ") +
                     std::to_string(passed) + " passed, " + std::to_string(stories - passed) +
                     " failed";
  if (demos > 0) text += ", besides " + std::to_string(demos) + " without steps or expectations";
  if (unusable > 0) {
    text += "; " + std::to_string(unusable) + (unusable == 1 ? " file" : " files") +
            " cannot be loaded";
  }
  return text + "\n";
}

}  // namespace portone::runner
