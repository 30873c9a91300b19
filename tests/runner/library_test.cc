// SPDX-License-Identifier: MIT
// The scenario library in scenarios/: every scenario passes, and fails when any value that it
// expects is changed.
#include "support/library.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "json/strict_object.h"
#include "support/run_scenario.h"

namespace portone::runner {
namespace {

namespace fs = std::filesystem;
using json = Json;

json ReadScenario(const fs::path& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, true, true);
}

/// Pointers to the scalars that a scenario expects.
class ExpectedValues {
 public:
  explicit ExpectedValues(const json& scenario) : scenario_(scenario) {
    const json none = json::array();
    const json& steps = scenario.contains("steps") ? scenario["steps"] : none;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string step = "/steps/" + std::to_string(i);
      for (const char* key : {"status", "lost", "reply"}) {
        if (steps[i].contains(key)) CollectFromValue(step + "/" + key);
      }
      for (const char* key : {"verify", "wait"}) {
        if (steps[i].contains(key)) CollectFromList(step + "/" + key);
      }
    }
    if (scenario.contains("expect")) CollectFromList("/expect");
  }

  const std::vector<std::string>& pointers() const { return pointers_; }

 private:
  const json& At(const std::string& pointer_text) const {
    return scenario_.at(json::json_pointer(pointer_text));
  }

  /// For an expectation that nothing matches, only the count can be changed, not the matcher.
  void CollectFromList(const std::string& list) {
    for (std::size_t i = 0; i < At(list).size(); ++i) {
      const std::string pointer_text = list + "/" + std::to_string(i);
      const json& element = At(pointer_text);
      if (element.contains("none")) {
        pointers_.push_back(pointer_text + "/none");
      } else if (element.value("count", json()) == 0) {
        pointers_.push_back(pointer_text + "/count");
      } else {
        CollectFromValue(pointer_text);
      }
    }
  }

  void CollectFromValue(const std::string& pointer_text) {
    const json& value = At(pointer_text);
    if (value.is_primitive() || value.empty()) {
      if (!value.is_object()) pointers_.push_back(pointer_text);
      return;
    }
    for (const auto& [key, part] : value.items())
      CollectFromValue(pointer_text + "/" + portone::json::EscapePointerToken(key));
  }

  const json& scenario_;
  std::vector<std::string> pointers_;
};

/// Other values for the value at a pointer. The caller skips those that the format does not allow
/// there.
std::vector<json> MakeOtherValues(const std::string& pointer_text, const json& value) {
  const std::string key = pointer_text.substr(pointer_text.rfind('/') + 1);
  if (value.is_boolean()) return {!value.get<bool>()};
  if (value.is_number() && key == "at_most") return {-1'000'000'000, 0};
  if (value.is_number() && key == "at_least") return {1'000'000'000};
  if (value.is_number() && key == "status") return {value == 418 ? 417 : 418};
  if (value.is_number_integer()) return {value.get<std::int64_t>() + 1};
  if (value.is_number()) return {value.get<double>() + 1};
  if (value.is_null())
    return {"something", 1, "2001-01-01T00:00:00+09:00", "payment", "card", "RETURN_REQUEST"};
  if (value.is_array()) return {json::array({1})};
  const auto& text = value.get_ref<const std::string&>();
  std::vector<json> other_values;
  if (const auto at = ParseIso(text))
    other_values.push_back(FormatIso(*at + std::chrono::seconds{1}));
  other_values.push_back("~" + text);
  // Enum values.
  for (const char* word :
       {"failed",  "paid",     "certified", "revoked", "scheduled",   "delivered",
        "dropped", "GET",      "POST",      "payment", "issue",       "payment.scheduled",
        "card",    "vbank",    "nice",      "kcp",     "pc",          "api",
        "PAYED",   "CANCELED", "CANCEL",    "RETURN",  "CANCEL_DONE", "RETURN_DONE",
        "denied",  "issued",   "cancelled", "person",  "phone",       "yes",
        "no",      "confirmed"}) {
    if (word != text) other_values.push_back(word);
  }
  other_values.push_back(1);
  return other_values;
}

json ChangeValue(json scenario, const std::string& pointer_text, const json& other) {
  const json::json_pointer pointer(pointer_text);
  if (pointer.back() == "none") {
    json& expectation = scenario.at(pointer.parent_pointer());
    expectation.erase("none");
    expectation["at_least"] = 1;
  } else {
    scenario.at(pointer) = other;
  }
  return scenario;
}

/// Changes the value at a pointer. Returns "" when the scenario fails then; else what it accepts.
std::string FindUncheckedValue(const fs::path& file, const json& scenario,
                               const std::string& pointer_text) {
  bool failed = false;
  for (const json& other :
       MakeOtherValues(pointer_text, scenario.at(json::json_pointer(pointer_text)))) {
    const json changed = ChangeValue(scenario, pointer_text, other);
    const auto loaded = scenario::LoadText(changed.dump(), file.string());
    if (!loaded.ok()) continue;  // not allowed by the format
    std::ostringstream progress;
    const Report report = app::RunScenario({}, file.string(), loaded.value(), progress);
    if (report.passed()) return pointer_text + " may as well be " + other.dump();
    failed = true;
    break;
  }
  return failed ? "" : pointer_text + " cannot be changed to anything";
}

TEST_CASE("library: every scenario passes", "[library]") {
  std::size_t scenarios = 0;
  std::set<std::string> abouts;
  for (const fs::path& file : testing::FindLibraryFiles()) {
    const auto loaded = scenario::LoadFile(file).result;
    INFO(file.string() << (loaded.ok() ? "" : loaded.error().message));
    REQUIRE(loaded.ok());
    std::ostringstream progress;
    const Report report = app::RunScenario({}, file.string(), loaded.value(), progress);
    CHECK(testing::FormatFailures(report).empty());
    CHECK_FALSE(loaded.value().about.empty());
    CHECK(abouts.insert(loaded.value().about).second);
    if (!report.is_setup) ++scenarios;
  }
  CHECK(scenarios >= 60);
}

TEST_CASE("library: a scenario fails when one value that it expects is changed", "[library]") {
  std::size_t values = 0;
  for (const fs::path& file : testing::FindLibraryFiles()) {
    const json scenario = ReadScenario(file);
    REQUIRE_FALSE(scenario.contains("include"));  // only the file's own values are changed here
    const ExpectedValues expected(scenario);
    for (const std::string& pointer_text : expected.pointers()) {
      INFO(file.string());
      CHECK(FindUncheckedValue(file, scenario, pointer_text) == "");
      ++values;
    }
  }
  CHECK(values >= 300);
}

TEST_CASE("library: a value that nothing depends on is detected", "[library]") {
  const json scenario = json::parse(R"({"steps": [{"get": "/payments/x", "status": 404}],
      "expect": [{"payments": {"merchant_uid": {"like": "o*"}}, "at_most": 5}]})");
  CHECK(FindUncheckedValue("x.json", scenario, "/steps/0/status") == "");
  CHECK(FindUncheckedValue("x.json", scenario, "/expect/0/payments/merchant_uid/like") ==
        "/expect/0/payments/merchant_uid/like may as well be \"~o*\"");
}

}  // namespace
}  // namespace portone::runner
