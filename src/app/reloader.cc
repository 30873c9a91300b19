// SPDX-License-Identifier: MIT
#include "app/reloader.h"

#include <exception>
#include <set>
#include <utility>

#include "app/scenario_files.h"
#include "portone/emulator.h"
#include "sim/clock.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

void AddLine(std::string& text, const std::string& line) {
  text += (text.empty() ? "" : "\n") + line;
}

std::string Join(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts)
    all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// The names of the files, without duplicates.
std::vector<std::string> UniqueNames(
    const std::vector<std::vector<scenario::ScenarioFile>>& roots) {
  std::vector<std::string> names;
  std::set<std::string> known;
  for (const auto& root : roots) {
    for (const scenario::ScenarioFile& file : root) {
      if (known.insert(file.path.string()).second) names.push_back(file.path.string());
    }
  }
  return names;
}

}  // namespace

std::string FindIgnoredKeys(const scenario::Scenario& scenario) {
  const bool steps = !scenario.steps.empty();
  const bool expects = !scenario.expect.empty();
  if (steps && expects) return "steps and expect";
  if (steps) return "steps";
  return expects ? "expect" : "";
}

Reloader::Reloader(Core& core, std::vector<fs::path> paths)
    : core_(core), paths_(std::move(paths)) {}

ReloadResult Reloader::Reload() {
  try {
    Plan plan = core_.NewPlan();
    std::vector<RootFile> roots;
    Reading reading = Read(plan, roots);
    if (last_ == reading) return Retry();
    last_ = std::move(reading);
    waiting_.reset();
    if (!last_->error.empty()) return Reject(last_->error);
    waiting_ = PlanChange(std::move(plan), *last_);
    ReloadResult done = Retry();
    done.roots = std::move(roots);
    return done;
  } catch (const std::exception& error) {  // such as std::bad_alloc
    return Reject(error.what());
  }
}

ReloadResult Reloader::Retry() {
  if (!waiting_) return {};
  ReloadResult done{.kind = ReloadResult::Kind::kLoaded};
  for (const PlannedSandbox& one : waiting_->planned)
    done.imp_keys.push_back(one.declaration.credentials.imp_key);
  try {
    if (!core_.LoadPlanned(waiting_->planned)) {
      core_.load_status().SetError("waiting for an advance to end; sandboxes: " +
                                   Join(done.imp_keys));
      done.kind = ReloadResult::Kind::kWaiting;
      return done;
    }
  } catch (const StartError& error) {
    waiting_.reset();
    return Reject(error.what());
  }
  loaded_ = std::move(waiting_->origins);
  if (done.imp_keys.empty()) {  // a mistake was reverted
    core_.load_status().ClearError();
  } else {
    core_.load_status().SetLoaded(std::move(waiting_->files), sim::ReadWallClock());
  }
  waiting_.reset();
  return done;
}

std::vector<fs::path> Reloader::Files() const {
  std::vector<fs::path> all;
  if (!last_) return all;
  for (const FilesRead& root : last_->roots) {
    for (const scenario::ScenarioFile& file : root)
      all.push_back(file.path);
  }
  return all;
}

Reloader::Reading Reloader::Read(Plan& plan, std::vector<RootFile>& roots) const {
  Reading reading;
  try {
    for (const fs::path& path : paths_) {
      if (FindScenarioFiles(path).empty())
        AddLine(reading.error, path.string() + ": no .json files");
    }
    for (const fs::path& file : FindScenarioFiles(paths_)) {
      scenario::LoadFileResult loaded = scenario::LoadFile(file);
      reading.roots.push_back(std::move(loaded.files));
      if (!loaded.result.ok()) {
        AddLine(reading.error, loaded.result.error().message);
        continue;
      }
      roots.push_back({file.string(), FindIgnoredKeys(loaded.result.value())});
      if (reading.error.empty()) plan.Merge(loaded.result.value(), file.string());
    }
  } catch (const StartError& error) {
    AddLine(reading.error, error.what());
  }
  return reading;
}

Reloader::Change Reloader::PlanChange(Plan plan, const Reading& reading) const {
  Change change{.origins = CollectOrigins(plan, reading), .files = UniqueNames(reading.roots)};
  for (const auto& [imp_key, files] : loaded_) {
    if (!change.origins.contains(imp_key)) plan.ResetToDefaults(imp_key);
  }
  for (const PlannedSandbox& one : plan.all()) {
    const std::string& imp_key = one.declaration.credentials.imp_key;
    const auto now = change.origins.find(imp_key);
    const auto before = loaded_.find(imp_key);
    const bool is_loaded =
        now != change.origins.end() && before != loaded_.end() && now->second == before->second;
    if (!is_loaded) change.planned.push_back(one);
  }
  return change;
}

Reloader::Origins Reloader::CollectOrigins(const Plan& plan, const Reading& reading) {
  std::map<std::string, const FilesRead*> by_name;
  for (const FilesRead& root : reading.roots)
    by_name[root.front().path.string()] = &root;
  Origins origins;
  for (const PlannedSandbox& one : plan.all()) {
    FilesRead& origin = origins[one.declaration.credentials.imp_key];
    for (const std::string& name : one.from)
      origin.insert(origin.end(), by_name.at(name)->begin(), by_name.at(name)->end());
  }
  return origins;
}

ReloadResult Reloader::Reject(const std::string& error) {
  core_.load_status().SetError(error);
  return {.kind = ReloadResult::Kind::kRefused, .error = error};
}

}  // namespace portone::app
