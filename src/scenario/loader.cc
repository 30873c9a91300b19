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

#include "engine/sandbox_registry.h"
#include "json/document.h"
#include "json/json.h"
#include "json/reader.h"
#include "json/suggestion.h"
#include "scenario/environment.h"
#include "scenario/scenario_reader.h"

namespace portone::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxFiles = 1'000;

/// "shop.json:3:12: "
std::string FormatLocation(const std::string& name, json::SourceLocation location) {
  return name + ":" + std::to_string(location.line) + ":" + std::to_string(location.column) + ": ";
}

/// Formats the problems, ordered by their location in the file.
LoadError MakeLoadError(const json::Problems& problems, const std::string& name,
                        const json::Document& document) {
  const std::vector<json::Problem>& listed = problems.listed();
  std::vector<std::string_view> pointers;
  for (const json::Problem& problem : listed)
    pointers.push_back(problem.pointer);
  const std::vector<json::SourceLocation> locations = document.Locate(pointers);
  std::vector<std::size_t> order(listed.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(locations[a].line, locations[a].column) <
           std::tie(locations[b].line, locations[b].column);
  });
  std::string message;
  for (const std::size_t i : order) {
    const std::string& pointer = listed[i].pointer;
    if (!message.empty()) message += "\n";
    message += FormatLocation(name, locations[i]) + (pointer.empty() ? "/" : pointer) + ": " +
               listed[i].message;
  }
  if (problems.size() > listed.size()) message += "\n" + name + ": " + problems.DescribeRest();
  return {message};
}

/// The offset of a location in the text.
std::size_t GetOffset(json::SourceLocation location, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < location.line; ++line)
    begin = text.find('\n', begin) + 1;
  if (location.line == 1 && text.starts_with(json::kByteOrderMark))
    begin = json::kByteOrderMark.size();
  return std::min(begin + location.column - 1, text.size());
}

/// Why the text is not JSON. The two most common mistakes have messages of their own.
std::string Explain(const json::JsonProblem& problem, std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t at = GetOffset(problem.location, text);
  std::string_view before = text.substr(0, at);
  if (before.starts_with(json::kByteOrderMark)) before.remove_prefix(json::kByteOrderMark.size());
  const std::size_t last = before.find_last_not_of(kBlanks);
  if (last == std::string_view::npos) return at == text.size() ? "the file is empty" : problem.what;
  const bool closes = at < text.size() && (text[at] == ']' || text[at] == '}');
  if (!closes || before[last] != ',') return problem.what;
  return std::string("a comma before \"") + text[at] + "\" is not allowed in JSON";
}

BasicResult<json::Document, LoadError> ParseDocument(std::string_view text,
                                                     const std::string& name) {
  json::Document document;
  if (const auto problem = json::ReadDocument(text, document)) {
    return LoadError{FormatLocation(name, problem->location) +
                     (problem->is_not_object ? "/: " + problem->what : Explain(*problem, text))};
  }
  return document;
}

/// The content of a file, or why it cannot be read.
BasicResult<std::string, LoadError> ReadFileText(const fs::path& path) {
  std::error_code ec;
  const auto size = fs::file_size(path, ec);
  if (ec) return LoadError{ec.message()};
  if (size > kMaxDocumentBytes) {
    return LoadError{"larger than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB"};
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) return LoadError{"cannot be read"};
  return text;
}

/// The element of `include` at `index`, if it is a path. Anything else is reported when the
/// document is read.
std::optional<std::string> FindIncludedPath(const Json& include, std::size_t index) {
  const Json& path = include[index];
  if (!path.is_string() || path.get_ref<const std::string&>().empty()) return std::nullopt;
  return path.get<std::string>();
}

/// A path that is the same for all names of a file.
fs::path Canonical(const fs::path& path) {
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

/// Loads a file and the files it includes, each once.
class FileLoader {
 public:
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
    const fs::path canonical = Canonical(path);
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
      if (loaded_paths_.contains(Canonical(include_path)))
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

}  // namespace portone::scenario
