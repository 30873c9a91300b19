// SPDX-License-Identifier: MIT
#include "scenario/loader.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/directory.h"
#include "json/reader.h"
#include "json/source_location.h"
#include "json/suggestion.h"
#include "scenario/document.h"

namespace portone::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostFiles = 1'000;

/// "shop.json:3:12: "
std::string At(const std::string& name, json::SourceLocation place) {
  return name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
}

/// By their places in the file.
LoadError Described(const json::Problems& problems, const std::string& name,
                    std::string_view text) {
  const std::vector<json::SourceLocation> places = json::PlacesOf(problems, text);
  std::vector<std::size_t> order(problems.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(places[a].line, places[a].column) < std::tie(places[b].line, places[b].column);
  });
  std::string message;
  for (const std::size_t i : order) {
    const std::string& pointer = problems[i].pointer;
    if (!message.empty()) message += "\n";
    message += At(name, places[i]) + (pointer.empty() ? "/" : pointer) + ": " + problems[i].message;
  }
  return {message};
}

BasicResult<nlohmann::json, LoadError> Parsed(std::string_view text, const std::string& name) {
  nlohmann::json document;
  const json::JsonOptions options{.comments = true, .duplicate_keys = false};
  if (const auto problem = json::ReadJson(text, options, document)) {
    return LoadError{At(name, problem->place) + problem->what};
  }
  return document;
}

/// What a file holds, or why nobody can know.
BasicResult<std::string, LoadError> TextOf(const fs::path& path) {
  std::error_code fault;
  const auto size = fs::file_size(path, fault);
  if (fault) return LoadError{fault.message()};
  if (size > kLargestDocument) {
    return LoadError{"larger than " + std::to_string(kLargestDocument >> 20) + " MiB"};
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) return LoadError{"cannot be read"};
  return text;
}

/// The element of `include` at `index`, if it is a path; what it is else is reported when the
/// document is read.
std::optional<std::string> IncludeAt(const nlohmann::json& include, std::size_t index) {
  const nlohmann::json& path = include[index];
  if (!path.is_string() || path.get_ref<const std::string&>().empty()) return std::nullopt;
  return path.get<std::string>();
}

/// What tells whether two names mean one file.
fs::path PlaceOf(const fs::path& path) {
  std::error_code fault;
  const fs::path place = fs::weakly_canonical(path, fault);
  return fault ? path.lexically_normal() : place;
}

/// The steps of one file that another merchant than the file's own does. Whether there is such a
/// merchant only all files together can tell.
struct StepsElsewhere {
  std::string file;
  std::string text;
  std::map<std::size_t, std::string> keys;  ///< the merchants', by the step's index
};

std::set<std::string> SandboxesOf(const Scenario& scenario) {
  std::set<std::string> keys{engine::SampleCredentials().imp_key};
  if (scenario.given.merchant) keys.insert(scenario.given.merchant->imp_key);
  for (const Given& sandbox : scenario.sandboxes)
    keys.insert(sandbox.merchant->imp_key);
  return keys;
}

json::Problems InNoSandbox(const StepsElsewhere& steps, const std::set<std::string>& sandboxes) {
  json::Problems problems;
  for (const auto& [index, key] : steps.keys) {
    if (sandboxes.contains(key)) continue;
    problems.push_back({"/steps/" + std::to_string(index) + "/sandbox",
                        "no sandbox has the key \"" + key + "\"" +
                            json::DidYouMean(key, {sandboxes.begin(), sandboxes.end()})});
  }
  return problems;
}

/// A file and those that it includes, each once.
class Files {
 public:
  LoadResult Read(const fs::path& path) {
    const auto file = Opened(path);
    if (!file.ok()) return LoadError{path.string() + ": " + file.error().message};
    PORTONE_TRY(Scenario scenario, ReadOpened(file.value()));
    std::string faults;
    for (const StepsElsewhere& steps : elsewhere_) {
      const json::Problems problems = InNoSandbox(steps, SandboxesOf(scenario));
      if (problems.empty()) continue;
      faults += (faults.empty() ? "" : "\n") + Described(problems, steps.file, steps.text).message;
    }
    if (!faults.empty()) return LoadError{faults};
    return scenario;
  }

  std::vector<FileRead> TakeFiles() { return std::move(files_); }

 private:
  struct File {
    fs::path path;
    fs::path place;  ///< the same for all names of one file
    std::string text;
  };

  /// A file that may be read now; else why not, for whoever includes it to say.
  BasicResult<File, LoadError> Opened(const fs::path& path) {
    const fs::path place = PlaceOf(path);
    if (std::find(open_.begin(), open_.end(), place) != open_.end()) {
      return LoadError{"includes itself"};
    }
    if (open_.size() == kDeepest) return LoadError{"included too deep"};
    if (++opened_ > kMostFiles) return LoadError{"more than 1,000 files are included"};
    BasicResult<std::string, LoadError> read = TextOf(path);
    Note(path, place, read.ok() ? std::hash<std::string>()(read.value()) : 0);
    PORTONE_TRY(std::string text, std::move(read));
    return File{path, place, std::move(text)};
  }

  LoadResult ReadOpened(const File& file) {
    open_.push_back(file.place);
    LoadResult result = ReadText(file.path, file.text);
    open_.pop_back();
    whole_.insert(file.place);
    return result;
  }

  LoadResult ReadText(const fs::path& path, const std::string& text) {
    const std::string name = path.string();
    PORTONE_TRY(const nlohmann::json document, Parsed(text, name));
    json::Problems problems;
    std::string faults;
    Scenario below = ReadIncludes(path, document, faults, problems);
    json::StrictObject object(document, "", problems);
    Scenario scenario = ReadScenario(object, name, names_);
    object.Finish();
    if (!problems.empty()) {
      faults += (faults.empty() ? "" : "\n") + Described(problems, name, text).message;
    }
    if (!faults.empty()) return LoadError{faults};
    Note(scenario.steps, name, text);
    return Over(std::move(below), std::move(scenario));
  }

  /// What the document includes, laid over each other. `faults` is what is wrong in those files,
  /// `problems` which of them cannot be read.
  Scenario ReadIncludes(const fs::path& path, const nlohmann::json& document, std::string& faults,
                        json::Problems& problems) {
    Scenario below;
    if (!document.is_object() || !document.contains("include")) return below;
    const nlohmann::json& include = document["include"];
    for (std::size_t i = 0; include.is_array() && i < include.size(); ++i) {
      const auto named = IncludeAt(include, i);
      if (!named) continue;
      const fs::path path_of_it = path.parent_path() / *named;
      if (whole_.contains(PlaceOf(path_of_it))) continue;  // another file has brought it
      const auto file = Opened(path_of_it);
      if (!file.ok()) {
        problems.push_back(
            {"/include/" + std::to_string(i), "\"" + *named + "\": " + file.error().message});
        continue;
      }
      LoadResult included = ReadOpened(file.value());
      if (included.ok()) {
        below = Over(std::move(below), std::move(included).value());
      } else {
        faults += (faults.empty() ? "" : "\n") + included.error().message;
      }
    }
    return below;
  }

  void Note(const std::vector<Step>& steps, const std::string& name, const std::string& text) {
    std::map<std::size_t, std::string> keys;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!steps[i].sandbox.empty()) keys.emplace(i, steps[i].sandbox);
    }
    if (!keys.empty()) elsewhere_.push_back({name, text, std::move(keys)});
  }

  void Note(const fs::path& path, const fs::path& place, std::size_t fingerprint) {
    if (places_.insert(place).second) files_.push_back({path, fingerprint});
  }

  std::vector<fs::path> open_;
  std::set<fs::path> whole_;   // read to their ends
  std::set<fs::path> places_;  // looked into
  std::vector<FileRead> files_;
  std::size_t opened_ = 0;
  std::set<std::string> names_;
  std::vector<StepsElsewhere> elsewhere_;
};

}  // namespace

LoadResult LoadText(std::string_view text, const std::string& name) {
  PORTONE_TRY(const nlohmann::json document, Parsed(text, name));
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  Scenario scenario = ReadScenario(object, name);
  object.Finish();
  if (!problems.empty()) return Described(problems, name, text);
  return scenario;
}

LoadedFile LoadFile(const fs::path& path) {
  Files files;
  LoadResult result = files.Read(path);
  return {std::move(result), files.TakeFiles()};
}

}  // namespace portone::scenario
