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

std::string JoinWithCommas(const std::vector<std::string>& strings) {
  std::string all;
  for (const std::string& text : strings)
    all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// The names of the files, without duplicates.
std::vector<std::string> ListUniqueNames(
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

std::string DescribeIgnoredParts(const scenario::Scenario& scenario) {
  const bool steps = !scenario.steps.empty();
  const bool expects = !scenario.expect.empty();
  if (steps && expects) return "steps and expect";
  if (steps) return "steps";
  return expects ? "expect" : "";
}

std::string FindServeRefusal(const scenario::Scenario& scenario, const std::string& name) {
  if (!scenario.shop.program) return "";
  return name +
         ": /shop/command: only \"run\" starts a program; keep what is served too in a file "
         "that this one includes";
}

Reloader::Reloader(Core& core, std::vector<fs::path> paths)
    : core_(core), paths_(std::move(paths)) {}

ReloadResult Reloader::Reload() {
  try {
    Plan plan = core_.NewPlan();
    std::vector<RootFile> roots;
    FileContents contents = Read(plan, roots);
    if (last_contents_ == contents) return Retry();
    last_contents_ = std::move(contents);
    waiting_change_.reset();
    if (!last_contents_->error.empty()) return Refuse(last_contents_->error);
    waiting_change_ = PlanChange(std::move(plan), *last_contents_);
    ReloadResult result = Retry();
    result.roots = std::move(roots);
    return result;
  } catch (const std::exception& error) {  // such as std::bad_alloc
    return Refuse(error.what());
  }
}

ReloadResult Reloader::Retry() {
  if (!waiting_change_) return {};
  ReloadResult result{.kind = ReloadResult::Kind::kLoaded};
  for (const PlannedSandbox& one : waiting_change_->planned)
    result.imp_keys.push_back(one.declaration.credentials.imp_key);
  try {
    if (!core_.LoadPlanned(waiting_change_->planned)) {
      core_.load_status().SetError("waiting for an advance to end; sandboxes: " +
                                   JoinWithCommas(result.imp_keys));
      result.kind = ReloadResult::Kind::kWaiting;
      return result;
    }
  } catch (const StartError& error) {
    waiting_change_.reset();
    return Refuse(error.what());
  }
  loaded_origins_ = std::move(waiting_change_->origins);
  if (result.imp_keys.empty()) {  // a mistake was reverted
    core_.load_status().ClearError();
  } else {
    core_.load_status().SetLoaded(std::move(waiting_change_->files), sim::ReadWallClock());
  }
  waiting_change_.reset();
  return result;
}

std::vector<fs::path> Reloader::ListFiles() const {
  std::vector<fs::path> all;
  if (!last_contents_) return all;
  for (const FileSet& root : last_contents_->roots) {
    for (const scenario::ScenarioFile& file : root)
      all.push_back(file.path);
  }
  return all;
}

Reloader::FileContents Reloader::Read(Plan& plan, std::vector<RootFile>& roots) const {
  FileContents contents;
  try {
    for (const fs::path& path : paths_) {
      if (FindScenarioFiles(path).empty())
        AddLine(contents.error, path.string() + ": no .json files");
    }
    for (const fs::path& file : FindScenarioFiles(paths_)) {
      scenario::LoadFileResult loaded = scenario::LoadFile(file);
      contents.roots.push_back(std::move(loaded.files));
      if (!loaded.result.ok()) {
        AddLine(contents.error, loaded.result.error().message);
        continue;
      }
      const std::string refusal = FindServeRefusal(loaded.result.value(), file.string());
      if (!refusal.empty()) {
        AddLine(contents.error, refusal);
        continue;
      }
      roots.push_back({file.string(), DescribeIgnoredParts(loaded.result.value())});
      if (contents.error.empty()) plan.Merge(loaded.result.value(), file.string());
    }
  } catch (const StartError& error) {
    AddLine(contents.error, error.what());
  }
  return contents;
}

Reloader::Change Reloader::PlanChange(Plan plan, const FileContents& contents) const {
  Change change{.origins = CollectOrigins(plan, contents),
                .files = ListUniqueNames(contents.roots)};
  for (const auto& [imp_key, files] : loaded_origins_) {
    if (!change.origins.contains(imp_key)) plan.ResetToDefaults(imp_key);
  }
  for (const PlannedSandbox& one : plan.all()) {
    const std::string& imp_key = one.declaration.credentials.imp_key;
    const auto now = change.origins.find(imp_key);
    const auto before = loaded_origins_.find(imp_key);
    const bool is_loaded = now != change.origins.end() && before != loaded_origins_.end() &&
                           now->second == before->second;
    if (!is_loaded) change.planned.push_back(one);
  }
  return change;
}

Reloader::Origins Reloader::CollectOrigins(const Plan& plan, const FileContents& contents) {
  std::map<std::string, const FileSet*> by_name;
  for (const FileSet& root : contents.roots)
    by_name[root.front().path.string()] = &root;
  Origins origins;
  for (const PlannedSandbox& one : plan.all()) {
    FileSet& origin = origins[one.declaration.credentials.imp_key];
    for (const std::string& name : one.scenarios)
      origin.insert(origin.end(), by_name.at(name)->begin(), by_name.at(name)->end());
  }
  return origins;
}

ReloadResult Reloader::Refuse(const std::string& error) {
  core_.load_status().SetError(error);
  return {.kind = ReloadResult::Kind::kRefused, .error = error};
}

}  // namespace portone::app
