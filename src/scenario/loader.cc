// SPDX-License-Identifier: MIT
#include "scenario/loader.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/sandbox_registry.h"
#include "json/document.h"
#include "json/json.h"
#include "json/suggestion.h"
#include "scenario/environment.h"
#include "scenario/record_location.h"
#include "scenario/scenario_reader.h"

namespace portone::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxFiles = 1'000;

/// The element of `include` at `index`, if it is a path. Anything else is reported when the
/// document is read.
std::optional<std::string> FindIncludedPath(const Json& include, std::size_t index) {
  const Json& path = include[index];
  if (!path.is_string() || path.get_ref<const std::string&>().empty()) return std::nullopt;
  return path.get<std::string>();
}

/// A path that is the same for all names of a file.
fs::path GetCanonicalPath(const fs::path& path) {
  std::error_code ec;
  const fs::path canonical = fs::weakly_canonical(path, ec);
  return ec ? path.lexically_normal() : canonical;
}

/// The steps of a file that name a sandbox. They can only be checked when all files are loaded,
/// because any of these may define the sandbox.
struct SandboxSteps {
  std::string file;
  json::Document document;
  std::map<std::size_t, std::string> keys;  ///< the imp_keys of the sandboxes, by step index
};

std::set<std::string> CollectSandboxes(const Scenario& scenario) {
  std::set<std::string> keys{engine::SampleCredentials().imp_key};
  if (scenario.given.merchant) keys.insert(scenario.given.merchant->imp_key);
  for (const Given& sandbox : scenario.sandboxes)
    keys.insert(sandbox.merchant->imp_key);
  return keys;
}

json::Problems FindUnknownSandboxes(const SandboxSteps& steps,
                                    const std::set<std::string>& sandboxes) {
  json::Problems problems;
  for (const auto& [index, key] : steps.keys) {
    if (sandboxes.contains(key)) continue;
    problems.Add({"/steps/" + std::to_string(index) + "/sandbox",
                  "no sandbox has the key \"" + key + "\"" +
                      json::DescribeSuggestion(key, {sandboxes.begin(), sandboxes.end()})});
  }
  return problems;
}

/// Sees each document, in the order in which they are merged.
using DocumentVisitor =
    std::function<void(const std::string& name, const json::Document& document)>;

/// Loads a file and the files it includes, each once.
class FileLoader {
 public:
  FileLoader() = default;
  explicit FileLoader(DocumentVisitor visit) : visit_(std::move(visit)) {}

  LoadResult Read(const fs::path& path) {
    const auto file = Open(path);
    if (!file.ok()) return LoadError{path.string() + ": " + file.error().message};
    PORTONE_TRY(Scenario scenario, ReadOpened(file.value()));
    std::string errors;
    for (const SandboxSteps& steps : sandbox_steps_) {
      const json::Problems problems = FindUnknownSandboxes(steps, CollectSandboxes(scenario));
      if (problems.empty()) continue;
      errors += (errors.empty() ? "" : "\n") +
                MakeLoadError(problems, steps.file, steps.document).message;
    }
    if (!errors.empty()) return LoadError{errors};
    return scenario;
  }

  std::vector<ScenarioFile> TakeFiles() { return std::move(files_); }

 private:
  struct File {
    fs::path path;
    fs::path canonical;  ///< the same for all names of the file
    std::string text;
  };

  /// Opens a file, or says why it cannot be included.
  BasicResult<File, LoadError> Open(const fs::path& path) {
    const fs::path canonical = GetCanonicalPath(path);
    if (std::find(open_paths_.begin(), open_paths_.end(), canonical) != open_paths_.end()) {
      return LoadError{"includes itself"};
    }
    if (open_paths_.size() == kMaxDepth) return LoadError{"includes are nested too deep"};
    if (++open_count_ > kMaxFiles) return LoadError{"more than 1,000 files are included"};
    BasicResult<std::string, LoadError> read = ReadFileText(path);
    RecordFile(path, canonical, read.ok() ? std::hash<std::string>()(read.value()) : 0);
    PORTONE_TRY(std::string text, std::move(read));
    return File{path, canonical, std::move(text)};
  }

  LoadResult ReadOpened(const File& file) {
    open_paths_.push_back(file.canonical);
    LoadResult result = ReadText(file.path, file.text);
    open_paths_.pop_back();
    loaded_paths_.insert(file.canonical);
    return result;
  }

  LoadResult ReadText(const fs::path& path, const std::string& text) {
    const std::string name = path.string();
    PORTONE_TRY(json::Document document, ParseDocument(text, name));
    json::Problems problems;
    std::string errors;
    ReplaceVariables(document.value, ReadProcessVariable, problems);
    Scenario merged = ReadIncludes(path, document.value, errors, problems);
    if (visit_) visit_(name, document);
    json::StrictObject object(document.value, "", problems);
    Scenario scenario = ReadScenario(object, name, names_);
    object.Finish();
    if (!problems.empty()) {
      errors += (errors.empty() ? "" : "\n") + MakeLoadError(problems, name, document).message;
    }
    if (!errors.empty()) return LoadError{errors};
    RecordSandboxSteps(scenario.steps, name, std::move(document));
    return Merge(std::move(merged), std::move(scenario));
  }

  /// Merges the files that the document includes. Adds their errors to `errors`, and to `problems`
  /// the includes that cannot be opened.
  Scenario ReadIncludes(const fs::path& path, const Json& document, std::string& errors,
                        json::Problems& problems) {
    Scenario merged;
    if (!document.is_object() || !document.contains("include")) return merged;
    const Json& include = document["include"];
    for (std::size_t i = 0; include.is_array() && i < include.size(); ++i) {
      const auto name = FindIncludedPath(include, i);
      if (!name) continue;
      const fs::path include_path = path.parent_path() / *name;
      if (loaded_paths_.contains(GetCanonicalPath(include_path)))
        continue;  // already included by another file
      const auto file = Open(include_path);
      if (!file.ok()) {
        problems.Add(
            {"/include/" + std::to_string(i), "\"" + *name + "\": " + file.error().message});
        continue;
      }
      LoadResult included = ReadOpened(file.value());
      if (included.ok()) {
        merged = Merge(std::move(merged), std::move(included).value());
      } else {
        errors += (errors.empty() ? "" : "\n") + included.error().message;
      }
    }
    return merged;
  }

  void RecordSandboxSteps(const std::vector<Step>& steps, const std::string& name,
                          json::Document document) {
    std::map<std::size_t, std::string> keys;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!steps[i].sandbox.empty()) keys.emplace(i, steps[i].sandbox);
    }
    if (!keys.empty()) sandbox_steps_.push_back({name, std::move(document), std::move(keys)});
  }

  void RecordFile(const fs::path& path, const fs::path& canonical, std::size_t fingerprint) {
    if (recorded_paths_.insert(canonical).second) files_.push_back({path, fingerprint});
  }

  DocumentVisitor visit_;
  std::vector<fs::path> open_paths_;
  std::set<fs::path> loaded_paths_;
  std::set<fs::path> recorded_paths_;  // of files that were opened or could not be
  std::vector<ScenarioFile> files_;
  std::size_t open_count_ = 0;
  std::set<std::string> names_;
  std::vector<SandboxSteps> sandbox_steps_;
};

}  // namespace

LoadResult LoadText(std::string_view text, const std::string& name) {
  PORTONE_TRY(const json::Document document, ParseDocument(text, name));
  json::Problems problems;
  json::StrictObject object(document.value, "", problems);
  Scenario scenario = ReadScenario(object, name);
  object.Finish();
  if (!problems.empty()) return MakeLoadError(problems, name, document);
  return scenario;
}

LoadFileResult LoadFile(const fs::path& path) {
  FileLoader loader;
  LoadResult result = loader.Read(path);
  return {std::move(result), loader.TakeFiles()};
}

std::optional<std::string> LocateRecord(const fs::path& path, const std::string& imp_key,
                                        const commands::InitialStateProblem& problem) {
  // How many records of the list each document adds: the last document's are the last ones.
  std::vector<std::size_t> counts;
  FileLoader counter([&](const std::string& /*name*/, const json::Document& document) {
    counts.push_back(CountRecords(FindGiven(document.value, imp_key), problem));
  });
  if (!counter.Read(path).ok()) return std::nullopt;
  commands::InitialStateProblem own = problem;  // with the number of those after it in its file
  std::size_t at = counts.size();
  while (at > 0 && counts[at - 1] <= own.records_after.value_or(0)) {
    --at;
    if (own.records_after) *own.records_after -= counts[at];
  }
  if (at == 0) return std::nullopt;
  std::optional<std::string> location;
  std::size_t seen = 0;
  FileLoader locator([&](const std::string& name, const json::Document& document) {
    if (++seen != at) return;
    const std::optional<std::string> pointer = FindRecord(document.value, imp_key, own);
    if (!pointer) return;
    const std::vector<json::SourceLocation> found = document.Locate({*pointer});
    location = FormatLocation(name, found.front()) + *pointer + ": ";
  });
  if (!locator.Read(path).ok()) return std::nullopt;
  return location;
}

}  // namespace portone::scenario
