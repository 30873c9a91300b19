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

json Read(const fs::path& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, true, true);
}

/// Finds the scalars that a scenario expects.
class Expectations {
 public:
  explicit Expectations(const json& scenario) : scenario_(scenario) {
    const json none = json::array();
    const json& steps = scenario.contains("steps") ? scenario["steps"] : none;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string step = "/steps/" + std::to_string(i);
      for (const char* key : {"status", "lost", "reply"}) {
        if (steps[i].contains(key)) Walk(step + "/" + key);
      }
      for (const char* key : {"verify", "wait"}) {
        if (steps[i].contains(key)) WalkAll(step + "/" + key);
      }
    }
    if (scenario.contains("expect")) WalkAll("/expect");
  }

  const std::vector<std::string>& places() const { return places_; }

 private:
  const json& At(const std::string& place) const { return scenario_.at(json::json_pointer(place)); }

  /// For an expectation that nothing matches, only the count can be changed, not the matcher.
  void WalkAll(const std::string& list) {
    for (std::size_t i = 0; i < At(list).size(); ++i) {
      const std::string place = list + "/" + std::to_string(i);
      const json& one = At(place);
      if (one.contains("none")) {
        places_.push_back(place + "/none");
      } else if (one.value("count", json()) == 0) {
        places_.push_back(place + "/count");
      } else {
        Walk(place);
      }
    }
  }

  void Walk(const std::string& place) {
    const json& value = At(place);
    if (value.is_primitive() || value.empty()) {
      if (!value.is_object()) places_.push_back(place);
      return;
    }
    for (const auto& [key, part] : value.items())
      Walk(place + "/" + portone::json::EscapePointerToken(key));
  }

  const json& scenario_;
  std::vector<std::string> places_;
};

/// Other values for one place. The caller skips those that the format does not allow there.
std::vector<json> MakeOtherValues(const std::string& place, const json& value) {
  const std::string key = place.substr(place.rfind('/') + 1);
  if (value.is_boolean()) return {!value.get<bool>()};
  if (value.is_number() && key == "at_most") return {-1'000'000'000, 0};
  if (value.is_number() && key == "at_least") return {1'000'000'000};
  if (value.is_number() && key == "status") return {value == 418 ? 417 : 418};
  if (value.is_number_integer()) return {value.get<std::int64_t>() + 1};
  if (value.is_number()) return {value.get<double>() + 1};
  if (value.is_null()) return {"something", 1, "2001-01-01T00:00:00+09:00", "payment", "card"};
  if (value.is_array()) return {json::array({1})};
  const auto& text = value.get_ref<const std::string&>();
  std::vector<json> others;
  if (const auto at = ParseIso(text)) others.push_back(FormatIso(*at + std::chrono::seconds{1}));
  others.push_back("~" + text);
  // Enum values.
  for (const char* word :
       {"failed", "paid", "revoked", "scheduled", "delivered", "dropped", "GET", "POST", "payment",
        "issue", "payment.scheduled", "card", "vbank", "nice", "kcp", "pc", "api"}) {
    if (word != text) others.push_back(word);
  }
  others.push_back(1);
  return others;
}

json ChangeValue(json scenario, const std::string& place, const json& other) {
  const json::json_pointer pointer(place);
  if (pointer.back() == "none") {
    json& expectation = scenario.at(pointer.parent_pointer());
    expectation.erase("none");
    expectation["at_least"] = 1;
  } else {
    scenario.at(pointer) = other;
  }
  return scenario;
}

/// Returns "" when the scenario fails with this one value changed; else why not.
std::string ExplainSurvival(const fs::path& file, const json& scenario, const std::string& place) {
  bool failed = false;
  for (const json& other : MakeOtherValues(place, scenario.at(json::json_pointer(place)))) {
    const json changed = ChangeValue(scenario, place, other);
    const auto loaded = scenario::LoadText(changed.dump(), file.string());
    if (!loaded.ok()) continue;  // not allowed by the format
    std::ostringstream progress;
    const Report report = app::RunScenario({}, file.string(), loaded.value(), progress);
    if (report.passed()) return place + " may as well be " + other.dump();
    failed = true;
    break;
  }
  return failed ? "" : place + " cannot be changed to anything";
}

TEST_CASE("library: every scenario passes", "[library]") {
  std::size_t scenarios = 0;
  std::set<std::string> abouts;
  for (const fs::path& file : testing::LibraryFiles()) {
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
  for (const fs::path& file : testing::LibraryFiles()) {
    const json scenario = Read(file);
    REQUIRE_FALSE(scenario.contains("include"));  // only the file's own values are changed here
    const Expectations expected(scenario);
    for (const std::string& place : expected.places()) {
      INFO(file.string());
      CHECK(ExplainSurvival(file, scenario, place) == "");
      ++values;
    }
  }
  CHECK(values >= 300);
}

TEST_CASE("library: a value that nothing depends on is detected", "[library]") {
  const json scenario = json::parse(R"({"steps": [{"get": "/payments/x", "status": 404}],
      "expect": [{"payments": {"merchant_uid": {"like": "o*"}}, "at_most": 5}]})");
  CHECK(ExplainSurvival("x.json", scenario, "/steps/0/status") == "");
  CHECK(ExplainSurvival("x.json", scenario, "/expect/0/payments/merchant_uid/like") ==
        "/expect/0/payments/merchant_uid/like may as well be \"~o*\"");
}

}  // namespace
}  // namespace portone::runner
