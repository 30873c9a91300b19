// SPDX-License-Identifier: MIT
#include "runner/report_formats.h"

#include <algorithm>
#include <utility>

#include "json/json.h"
#include "json/text.h"

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
  std::string stem = file;
  if (stem.ends_with(".json")) stem.resize(stem.size() - 5);
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

std::string FormatTestCase(const Report& report) {
  const auto [folder, name] = SplitClassAndName(report.file);
  std::string xml = "  <testcase classname=\"" + EscapeXml(folder) + "\" name=\"" +
                    EscapeXml(name) + "\" file=\"" + EscapeXml(report.file) + "\" time=\"" +
                    FormatSeconds(report.took) + "\">\n";
  const std::string element = report.is_unusable ? "error" : "failure";
  for (const auto& [location, failure] : report.AllFailures()) {
    xml += "    <" + element + " message=\"" + EscapeXml(location + ": " + failure.message) +
           "\">" + EscapeXml(location + "\n" + FormatFailure(failure)) + "</" + element + ">\n";
  }
  if (report.is_setup && report.passed()) xml += "    <skipped/>\n";
  return xml + "  </testcase>\n";
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
    list.push_back({{"message", failure.message}, {"changes", std::move(differences)}});
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
          {"unusable", report.is_unusable},
          {"took_ms", report.took.count()},
          {"failures", ToJson(report.failures)},
          {"steps", std::move(steps)},
          {"steps_not_run", report.steps_not_run},
          {"expect", std::move(expect)}};
}

bool HasFailed(const Report& report) {
  return !report.passed();
}

}  // namespace

std::string ToJUnitXml(const std::vector<Report>& reports) {
  const auto errors = std::count_if(reports.begin(), reports.end(),
                                    [](const Report& report) { return report.is_unusable; });
  const auto failed = std::count_if(reports.begin(), reports.end(), HasFailed) - errors;
  const auto skipped = std::count_if(reports.begin(), reports.end(), [](const Report& report) {
    return report.is_setup && report.passed();
  });
  std::chrono::milliseconds took{0};
  for (const Report& report : reports)
    took += report.took;
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"portone-emulator\""
      " tests=\"" +
      std::to_string(reports.size()) + "\" failures=\"" + std::to_string(failed) + "\" errors=\"" +
      std::to_string(errors) + "\" skipped=\"" + std::to_string(skipped) + "\" time=\"" +
      FormatSeconds(took) + "\">\n";
  for (const Report& report : reports)
    xml += FormatTestCase(report);
  return xml + "</testsuite>\n";
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
