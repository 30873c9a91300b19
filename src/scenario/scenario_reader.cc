// SPDX-License-Identifier: MIT
#include "scenario/scenario_reader.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "domain/calendar.h"
#include "json/enum_reader.h"
#include "json/json.h"
#include "json/text.h"
#include "scenario/fault_reader.h"
#include "scenario/given.h"
#include "scenario/references.h"
#include "scenario/shop.h"
#include "scenario/steps.h"
#include "snapshot/time_and_tier.h"
#include "verify/expectation.h"

namespace portone::scenario {
namespace {

constexpr std::int64_t kMaxNumber = std::numeric_limits<std::int64_t>::max();

engine::Guards ReadGuards(json::StrictObject guards) {
  constexpr std::int64_t kMax = 1'000'000'000;
  engine::Guards result;
  if (const auto events = guards.Integer("events", 1, kMax)) {
    result.events = static_cast<std::size_t>(*events);
  }
  if (const auto events = guards.Integer("events_at_one_instant", 1, kMax)) {
    result.events_at_one_instant = static_cast<std::size_t>(*events);
  }
  guards.Finish();
  return result;
}

void ReadClock(json::StrictObject clock, Scenario& scenario) {
  sim::ClockSettings settings;
  const bool has_start = clock.Has("start");
  settings.start = snapshot::ReadIsoTime(clock, "start");
  const auto mode = json::ReadEnum<sim::ClockMode>(clock, "mode");
  settings.mode = mode.value_or(has_start ? sim::ClockMode::kManual : sim::ClockMode::kLive);
  const auto speed = clock.Integer("speed", 1, sim::kMaxClockSpeed);
  if (speed && settings.mode != sim::ClockMode::kScaled) {
    clock.Report("speed", "needs \"mode\": \"scaled\"");
  }
  settings.speed = static_cast<int>(speed.value_or(1));
  if (has_start || mode) scenario.clock = settings;
  scenario.token_clock = json::ReadEnum<engine::TokenClock>(clock, "tokens");
  if (const auto guards = clock.Object("guards")) scenario.guards = ReadGuards(*guards);
  clock.Finish();
}

/// Whether a pointer like "/expect/0/payments/status" is inside an expectation.
bool IsInExpectation(std::string_view relative_pointer) {
  return std::count(relative_pointer.begin(), relative_pointer.end(), '/') > 2;
}

/// Reads the array `expect`, which may refer to the replies of all steps.
std::vector<ExpectEntry> ReadExpect(json::StrictObject& document, const std::string& name,
                                    const std::set<std::string>& step_names) {
  std::vector<ExpectEntry> expected;
  const Json* list = document.Raw("expect");
  if (list == nullptr) return expected;
  const std::string pointer = document.PointerTo("expect");
  const Json wrapped{{"expect", *list}};
  json::Problems found(MakeReferenceFilter(wrapped, document.pointer(), IsInExpectation));
  json::StrictObject reader(wrapped, document.pointer(), found);
  verify::ReadExpectations(reader);
  document.problems().Append(std::move(found));
  CheckReferences(*list, pointer, step_names, document.problems());
  if (!list->is_array() || document.problems().full()) return expected;
  for (std::size_t i = 0; i < list->size(); ++i)
    expected.push_back({name + ": " + pointer + "/" + std::to_string(i), (*list)[i]});
  return expected;
}

std::vector<std::string> ReadInclude(json::StrictObject& document) {
  std::vector<std::string> paths;
  const Json* list = document.Raw("include");
  if (list == nullptr) return paths;
  const bool valid =
      list->is_array() && std::all_of(list->begin(), list->end(), [](const auto& element) {
        return element.is_string() && !element.template get_ref<const std::string&>().empty();
      });
  if (!valid) {
    document.Report("include", "must be an array of paths");
    return paths;
  }
  for (const Json& path : *list)
    paths.push_back(path.get<std::string>());
  return paths;
}

std::vector<std::string> ReadTags(json::StrictObject& document) {
  std::vector<std::string> tags;
  const Json* list = document.Raw("tags");
  if (list == nullptr) return tags;
  const bool valid =
      list->is_array() && std::all_of(list->begin(), list->end(), [](const auto& element) {
        return element.is_string() && !element.template get_ref<const std::string&>().empty();
      });
  if (!valid) {
    document.Report("tags", "must be an array of words");
    return tags;
  }
  for (const Json& tag : *list)
    tags.push_back(tag.get<std::string>());
  return tags;
}

}  // namespace

Scenario ReadScenario(json::StrictObject& document, const std::string& name,
                      std::set<std::string>& step_names) {
  Scenario scenario;
  document.Text("$schema");  // for editors
  scenario.about = document.Text("about").value_or("");
  scenario.tags = ReadTags(document);
  scenario.skip = document.Text("skip");
  if (scenario.skip && json::Trim(*scenario.skip).empty())
    document.Report("skip", "must say why it is skipped");
  scenario.shop = ReadShop(document);
  scenario.include = ReadInclude(document);
  if (const auto seed = document.Integer("seed", 0, kMaxNumber)) {
    scenario.seed = static_cast<std::uint64_t>(*seed);
  }
  if (const auto clock = document.Object("clock")) ReadClock(*clock, scenario);
  if (const auto given = document.Object("given")) ReadGiven(*given, scenario);
  if (document.Has("faults")) scenario.faults = ReadFaults(document, FaultOrigin::kFile);
  if (const auto last_fault_id = document.Integer("last_fault_id", 0, kMaxNumber)) {
    scenario.last_fault_id = static_cast<FaultId>(*last_fault_id);
  }
  scenario.steps = ReadSteps(document, name, step_names);
  scenario.expect = ReadExpect(document, name, step_names);
  return scenario;
}

Scenario ReadScenario(json::StrictObject& document, const std::string& name) {
  std::set<std::string> step_names;
  Scenario scenario = ReadScenario(document, name, step_names);
  if (!scenario.include.empty()) {
    document.Report("include", "only a file can include others");
  }
  RefuseShopCommand(document);
  return scenario;
}

Scenario ReadSandboxScenario(json::StrictObject& document) {
  Scenario scenario = ReadScenario(document);
  const Json* given = document.Raw("given");
  if (given == nullptr || !given->is_object()) return scenario;
  const std::string location = document.PointerTo("given");
  if (given->contains("merchant")) {
    document.problems().Add(
        {location + "/merchant", "is not allowed here: a sandbox keeps its credentials"});
  }
  if (given->contains("sandboxes")) {
    document.problems().Add(
        {location + "/sandboxes", "is not allowed here: the document applies to one sandbox"});
  }
  return scenario;
}

}  // namespace portone::scenario
