// SPDX-License-Identifier: MIT
#include "runner/report_formats.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <utility>

#include "domain/calendar.h"
#include "json/json.h"
#include "json/text.h"
#include "runner/timeline.h"

namespace portone::runner {
namespace {

/// Escapes XML. Invalid UTF-8 and characters that XML does not allow become "?".
std::string EscapeXml(std::string text) {
  if (!json::IsUtf8(text)) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c >= 0x80; }, '?');
  }
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else if (c >= 0 && c < ' ' && c != '\n' && c != '\t') {
      escaped += '?';
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string FormatSeconds(std::chrono::milliseconds took) {
  const std::string rest = std::to_string(took.count() % 1000 + 1000).substr(1);
  return std::to_string(took.count() / 1000) + "." + rest;
}

/// "scenarios/kcp/a.json" as "scenarios.kcp" and "a".
std::pair<std::string, std::string> SplitClassAndName(const std::string& file) {
  std::string stem = std::filesystem::path(file).lexically_normal().string();
  if (stem.ends_with(".json")) stem.resize(stem.size() - 5);
  while (stem.starts_with('/') || stem.starts_with("../"))
    stem.erase(0, stem.find('/') + 1);
  const std::size_t slash = stem.rfind('/');
  if (slash == std::string::npos) return {"scenario", stem};
  std::string folder = stem.substr(0, slash);
  std::replace(folder.begin(), folder.end(), '/', '.');
  return {folder, stem.substr(slash + 1)};
}

std::string FormatFailure(const Failure& failure) {
  std::string text = failure.message;
  for (const Difference& difference : failure.differences) {
    text += "\n- " + difference.field + ": " + difference.expected + "\n+ " + difference.field +
            ": " + difference.actual;
  }
  return text;
}

/// "2026-11-29T11:42:30+09:00", as xs:dateTime has it.
std::string FormatTimestamp(Instant at) {
  const std::string iso = FormatIso(at);
  return iso.substr(0, 19) + iso.substr(23);
}

/// All failures of a scenario as one element: many programs show only the first one.
std::string FormatFailures(const Report& report) {
  const auto all = report.ListFailures();
  if (all.empty()) return "";
  const std::string element = report.is_unusable ? "error" : "failure";
  std::string message = all.front().first + ": " + all.front().second.message;
  if (all.size() > 1) message += " (and " + std::to_string(all.size() - 1) + " more)";
  std::string text;
  for (const auto& [location, failure] : all)
    text += (text.empty() ? "" : "\n\n") + location + "\n" + FormatFailure(failure);
  return "    <" + element + " type=\"" + (report.is_unusable ? "unusable" : "expectation") +
         "\" message=\"" + EscapeXml(message) + "\">" + EscapeXml(text) + "</" + element + ">\n";
}

bool IsSkipped(const Report& report) {
  return report.passed() && (report.is_setup || report.skip_reason);
}

std::string FormatTestCase(const Report& report) {
  const auto [folder, name] = SplitClassAndName(report.file);
  std::string xml = "  <testcase classname=\"" + EscapeXml(folder) + "\" name=\"" +
                    EscapeXml(name) + "\" file=\"" + EscapeXml(report.file) + "\" time=\"" +
                    FormatSeconds(report.took) + "\" timestamp=\"" +
                    FormatTimestamp(report.started_at) + "\">\n";
  xml += FormatFailures(report);
  if (IsSkipped(report)) {
    xml +=
        "    <skipped message=\"" + EscapeXml(report.skip_reason.value_or("a set-up")) + "\"/>\n";
  }
  xml += "    <system-out>" + EscapeXml(FormatTimeline(report, true)) + "</system-out>\n";
  return xml + "  </testcase>\n";
}

/// Escapes the value of a property of a GitHub command, or its message.
std::string EscapeCommand(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%') {
      escaped += "%25";
    } else if (c == '\r') {
      escaped += "%0D";
    } else if (c == '\n') {
      escaped += "%0A";
    } else if (is_property && c == ':') {
      escaped += "%3A";
    } else if (is_property && c == ',') {
      escaped += "%2C";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// `location` is "charge.json: /steps/3 (POST ...)", or a file alone.
std::string FormatAnnotation(std::string_view kind, const Report& report,
                             const std::string& location, const std::string& text,
                             json::SourceLocation at) {
  const std::string file = location.substr(0, location.find(": "));
  const std::string title = report.about.empty() ? report.file : report.about;
  return "::" + std::string(kind) + " file=" + EscapeCommand(file, true) +
         ",line=" + std::to_string(at.line) + ",col=" + std::to_string(at.column) +
         ",title=" + EscapeCommand(title, true) + "::" + EscapeCommand(text, false) + "\n";
}

/// Parses JSON; anything else becomes a JSON string.
Json ParseOrText(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

Json ToJson(const std::vector<Failure>& failures) {
  Json list = Json::array();
  for (const Failure& failure : failures) {
    Json differences = Json::array();
    for (const Difference& difference : failure.differences) {
      differences.push_back({{"field", difference.field},
                             {"expected", ParseOrText(difference.expected)},
                             {"actual", ParseOrText(difference.actual)}});
    }
    list.push_back({{"message", failure.message}, {"differences", std::move(differences)}});
  }
  return list;
}

Json ToJson(const StepReport& step) {
  Json events = Json::array();
  for (const Event& event : step.events)
    events.push_back({{"at", event.at}, {"text", event.text}});
  return {{"location", step.location},
          {"title", step.title},
          {"at", step.at},
          {"outcome", step.outcome},
          {"reply", step.reply.empty() ? Json() : ParseOrText(step.reply)},
          {"events", std::move(events)},
          {"events_omitted", step.events_omitted},
          {"failures", ToJson(step.failures)}};
}

Json ToJson(const Report& report) {
  Json steps = Json::array();
  for (const StepReport& step : report.steps)
    steps.push_back(ToJson(step));
  Json expect = Json::array();
  for (const ExpectReport& expected : report.expect) {
    expect.push_back({{"location", expected.location},
                      {"expectation", ParseOrText(expected.text)},
                      {"failures", ToJson(expected.failures)}});
  }
  return {{"file", report.file},
          {"about", report.about},
          {"passed", report.passed()},
          {"set_up", report.is_setup},
          {"skipped", report.skip_reason ? Json(*report.skip_reason) : Json()},
          {"tags", report.tags},
          {"warnings", report.warnings},
          {"started", FormatIso(report.started_at)},
          {"unusable", report.is_unusable},
          {"took_ms", report.took.count()},
          {"failures", ToJson(report.failures)},
          {"steps", std::move(steps)},
          {"steps_not_run", report.steps_not_run},
          {"expect", std::move(expect)},
          {"shop_output", report.shop_output}};
}

bool HasFailed(const Report& report) {
  return !report.passed();
}

/// The mistakes of a file that cannot be loaded, one per line: "a.json:3:5: /seed: must be ...".
std::string FormatMistakes(const Report& report, const std::string& message) {
  std::string text;
  std::istringstream lines(message);
  for (std::string line; std::getline(lines, line);) {
    json::SourceLocation at;
    int used = 0;
    std::string file = report.file;
    std::string what = line;
    const std::size_t colon = line.find(".json:");
    const std::size_t end = colon == std::string::npos ? colon : colon + 5;  // of the file's name
    if (end != std::string::npos &&
        std::sscanf(line.c_str() + end, ":%zu:%zu: %n", &at.line, &at.column, &used) == 2) {
      file = line.substr(0, end);
      what = line.substr(end + static_cast<std::size_t>(used));
    }
    text += FormatAnnotation("error", report, file, what, at);
  }
  return text;
}

}  // namespace

std::string ToJUnitXml(const std::vector<Report>& reports) {
  const auto errors = std::count_if(reports.begin(), reports.end(),
                                    [](const Report& report) { return report.is_unusable; });
  const auto failed = std::count_if(reports.begin(), reports.end(), HasFailed) - errors;
  const auto skipped = std::count_if(reports.begin(), reports.end(), IsSkipped);
  std::chrono::milliseconds took{0};
  for (const Report& report : reports)
    took += report.took;
  const std::string counts = " tests=\"" + std::to_string(reports.size()) + "\" failures=\"" +
                             std::to_string(failed) + "\" errors=\"" + std::to_string(errors) +
                             "\" skipped=\"" + std::to_string(skipped) + "\" time=\"" +
                             FormatSeconds(took) + "\"";
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
                    ">\n<testsuite name=\"portone-emulator\"" + counts;
  if (!reports.empty()) xml += " timestamp=\"" + FormatTimestamp(reports.front().started_at) + "\"";
  xml += ">\n";
  for (const Report& report : reports)
    xml += FormatTestCase(report);
  return xml + "</testsuite>\n</testsuites>\n";
}

std::string ToGithubAnnotations(
    const std::vector<Report>& reports,
    const std::function<json::SourceLocation(const std::string& location)>& locate) {
  std::string text;
  for (const Report& report : reports) {
    if (report.is_unusable) {
      for (const Failure& failure : report.failures)
        text += FormatMistakes(report, failure.message);
      continue;
    }
    for (const auto& [location, failure] : report.ListFailures()) {
      text += FormatAnnotation("error", report, location, FormatFailure(failure), locate(location));
    }
    for (const std::string& warning : report.warnings)
      text += FormatAnnotation("warning", report, report.file, warning, {});
  }
  return text;
}

std::string ToReportJson(const std::vector<Report>& reports) {
  Json scenarios = Json::array();
  for (const Report& report : reports)
    scenarios.push_back(ToJson(report));
  const Json document{{"passed", std::none_of(reports.begin(), reports.end(), HasFailed)},
                      {"scenarios", std::move(scenarios)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace portone::runner
