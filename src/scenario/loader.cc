// SPDX-License-Identifier: MIT
#include "scenario/loader.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <numeric>
#include <set>
#include <sstream>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/json_reader.h"
#include "scenario/document.h"
#include "scenario/places.h"

namespace portone::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 256U << 20U;
constexpr std::size_t kDeepest = 16;

/// By their places in the file.
LoadError Described(const Problems& problems, const std::string& name, std::string_view text) {
  const std::vector<Place> places = PlacesOf(problems, text);
  std::vector<std::size_t> order(problems.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(places[a].line, places[a].column) < std::tie(places[b].line, places[b].column);
  });
  std::string message;
  for (const std::size_t i : order) {
    const std::string& pointer = problems[i].pointer;
    if (!message.empty()) message += "\n";
    message += name + ":" + std::to_string(places[i].line) + ":" +
               std::to_string(places[i].column) + ": " + (pointer.empty() ? "/" : pointer) + ": " +
               problems[i].message;
  }
  return {message};
}

BasicResult<nlohmann::json, LoadError> Parsed(std::string_view text, const std::string& name) {
  nlohmann::json document;
  const api::JsonOptions options{.comments = true, .duplicate_keys = false};
  if (const auto problem = api::ReadJson(text, options, document)) {
    const std::string place = problem->line == 0 ? ""
                                                 : ":" + std::to_string(problem->line) + ":" +
                                                       std::to_string(problem->column);
    return LoadError{name + place + ": " + problem->what};
  }
  return document;
}

BasicResult<std::string, LoadError> TextOf(const fs::path& path) {
  std::error_code fault;
  const std::string name = path.string();
  const auto size = fs::file_size(path, fault);
  if (fault) return LoadError{name + ": " + fault.message()};
  if (size > kLargestFile) return LoadError{name + ": larger than 256 MiB"};
  if (size == 0) return LoadError{name + ": is empty"};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.fail()) return LoadError{name + ": cannot be read"};
  return std::move(text).str();
}

/// What a document includes, as far as it can be made out; the rest is reported when it is read.
std::vector<std::string> IncludesOf(const nlohmann::json& document) {
  std::vector<std::string> paths;
  if (!document.is_object() || !document.contains("include")) return paths;
  if (!document["include"].is_array()) return paths;
  for (const nlohmann::json& path : document["include"]) {
    if (path.is_string()) paths.push_back(path.get<std::string>());
  }
  return paths;
}

/// What tells whether two names mean one file.
fs::path PlaceOf(const fs::path& path) {
  std::error_code fault;
  const fs::path place = fs::weakly_canonical(path, fault);
  return fault ? path.lexically_normal() : place;
}

/// A file and those that it includes, each once.
class Files {
 public:
  LoadResult Read(const fs::path& path) {
    const fs::path place = PlaceOf(path);
    if (std::find(open_.begin(), open_.end(), place) != open_.end()) {
      return LoadError{path.string() + ": includes itself"};
    }
    if (open_.size() == kDeepest) return LoadError{path.string() + ": included too deep"};
    open_.push_back(place);
    LoadResult result = ReadOpen(path, place);
    open_.pop_back();
    whole_.insert(place);
    return result;
  }

  std::vector<FileRead> TakeFiles() { return std::move(files_); }

 private:
  LoadResult ReadOpen(const fs::path& path, const fs::path& place) {
    const std::string name = path.string();
    BasicResult<std::string, LoadError> read = TextOf(path);
    Note(path, place, read.ok() ? std::hash<std::string>()(read.value()) : 0);
    PORTONE_TRY(const std::string text, std::move(read));
    PORTONE_TRY(const nlohmann::json document, Parsed(text, name));
    Scenario below;
    std::string faults;
    Problems problems;
    const std::vector<std::string> includes = IncludesOf(document);
    for (std::size_t i = 0; i < includes.size(); ++i) {
      const fs::path include = path.parent_path() / includes[i];
      std::error_code fault;
      if (!fs::is_regular_file(include, fault)) {
        Note(include, PlaceOf(include), 0);
        problems.push_back(
            {"/include/" + std::to_string(i), "there is no file " + include.string()});
        continue;
      }
      if (whole_.contains(PlaceOf(include))) continue;  // another file has brought it
      LoadResult included = Read(include);
      if (included.ok()) {
        below = Over(std::move(below), std::move(included).value());
      } else {
        faults += (faults.empty() ? "" : "\n") + included.error().message;
      }
    }
    Scenario scenario = ReadScenario(StrictObject(document, "", problems), name, names_);
    if (!problems.empty()) {
      faults += (faults.empty() ? "" : "\n") + Described(problems, name, text).message;
    }
    if (!faults.empty()) return LoadError{faults};
    return Over(std::move(below), std::move(scenario));
  }

  void Note(const fs::path& path, const fs::path& place, std::size_t fingerprint) {
    if (places_.insert(place).second) files_.push_back({path, fingerprint});
  }

  std::vector<fs::path> open_;
  std::set<std::string> names_;
  std::set<fs::path> whole_;   // read to their ends
  std::set<fs::path> places_;  // looked into
  std::vector<FileRead> files_;
};

}  // namespace

LoadResult LoadText(std::string_view text, const std::string& name) {
  PORTONE_TRY(const nlohmann::json document, Parsed(text, name));
  Problems problems;
  Scenario scenario = ReadScenario(StrictObject(document, "", problems), name);
  if (!problems.empty()) return Described(problems, name, text);
  return scenario;
}

LoadedFile LoadFile(const fs::path& path) {
  Files files;
  LoadResult result = files.Read(path);
  return {std::move(result), files.TakeFiles()};
}

}  // namespace portone::scenario
