// SPDX-License-Identifier: MIT
// Reads the scenario files given at start-up and loads what has changed in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core.h"
#include "scenario/loader.h"

namespace portone::app {

/// The parts of a scenario that `serve` ignores: "steps and expect"; "" for none.
std::string DescribeIgnoredParts(const scenario::Scenario& scenario);

/// Why an emulator that serves does not load a scenario, as a line that begins with `name`: it
/// names a program to start. "" when it loads it.
std::string FindServeRefusal(const scenario::Scenario& scenario, const std::string& name);

/// A file given at start-up, as opposed to an included one.
struct RootFile {
  std::string name;
  std::string ignored_parts;  ///< as DescribeIgnoredParts returns it
};

/// The result of a reload.
struct ReloadResult {
  enum class Kind : std::uint8_t {
    kUnchanged,  ///< the content is the same as before
    kLoaded,     ///< the sandboxes have the content of the files
    kWaiting,    ///< will be loaded once no clock of `imp_keys` is being advanced
    kRefused,    ///< the files have mistakes: nothing has changed
  };
  Kind kind = Kind::kUnchanged;
  std::vector<std::string> imp_keys{};  ///< sandboxes that were reset; for kWaiting: that will be
  std::string error{};                  ///< for kRefused: all mistakes, one per line
  std::vector<RootFile> roots{};        ///< for kLoaded after Reload: all files
};

/// Used by one thread at a time.
class Reloader {
 public:
  /// `paths` are files and folders with files in them. REQUIRES: the core outlives it.
  Reloader(Core& core, std::vector<std::filesystem::path> paths);

  /// Reads all files. If the content is new and has no mistakes, resets the sandboxes whose files
  /// changed to the new content, all or none, and leaves the others alone; a sandbox that no file
  /// configures any more returns to the defaults. Updates the core's LoadStatus. Never throws.
  ReloadResult Reload();

  /// Retries a load that returned kWaiting, without reading the files. Otherwise kUnchanged.
  ReloadResult Retry();

  /// The files that the last Reload read, including the included ones.
  std::vector<std::filesystem::path> ListFiles() const;

 private:
  using FileSet = std::vector<scenario::ScenarioFile>;

  /// The content of the files.
  struct FileContents {
    std::vector<FileSet> roots{};  ///< each a file and its includes
    std::string error{};           ///< all mistakes, one per line
    friend bool operator==(const FileContents&, const FileContents&) = default;
  };
  /// The files that configure a sandbox, by its imp_key.
  using Origins = std::map<std::string, FileSet>;

  struct Change {
    std::vector<PlannedSandbox> planned{};
    Origins origins{};                 ///< after the change
    std::vector<std::string> files{};  ///< after the change
  };

  FileContents Read(Plan& plan, std::vector<RootFile>& roots) const;
  Change PlanChange(Plan plan, const FileContents& contents) const;
  static Origins CollectOrigins(const Plan& plan, const FileContents& contents);
  ReloadResult Refuse(const std::string& error);

  Core& core_;
  const std::vector<std::filesystem::path> paths_;
  std::optional<FileContents> last_contents_;
  std::optional<Change> waiting_change_;
  Origins loaded_origins_;
};

}  // namespace portone::app
