// SPDX-License-Identifier: MIT
// The files that an emulator was started with: reads them, and loads what has changed.
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

/// What of a scenario is of no use to whoever only serves: "steps and expect"; "" for nothing.
std::string IgnoredOf(const scenario::Scenario& scenario);

/// A file that is not included by another.
struct RootFile {
  std::string name;
  std::string ignored;  ///< IgnoredOf
};

/// What became of looking at the files.
struct Reloaded {
  enum class Kind : std::uint8_t {
    kNothingNew,  ///< they say what they said before
    kLoaded,      ///< what they say is what the sandboxes are
    kWaiting,     ///< it is going to be, once no clock of `imp_keys` is being advanced
    kRefused,     ///< they are wrong: nothing has changed
  };
  Kind kind = Kind::kNothingNew;
  std::vector<std::string> imp_keys{};  ///< the sandboxes that were reset; of kWaiting: are to be
  std::string error{};                  ///< of kRefused: all that is wrong, one line each
  std::vector<RootFile> roots{};        ///< of a look that ended in kLoaded: all there are
};

/// One thread at a time.
class Reloader {
 public:
  /// `paths` are files and folders with files in them. REQUIRES: the core outlives it.
  Reloader(Core& core, std::vector<std::filesystem::path> paths);

  /// Reads all files. When they say something new and all of it is good, the sandboxes of which
  /// they say something else than what is loaded become what they say now, all or none, the others
  /// are left alone; one of which nothing is said any more goes back to the defaults. Keeps the
  /// core's LoadStatus. Never throws.
  Reloaded Look();

  /// Once more what the last call answered kWaiting to, without reading. Otherwise kNothingNew.
  Reloaded TryAgain();

  /// The files that the last look looked into, with those that they include.
  std::vector<std::filesystem::path> Files() const;

 private:
  using FilesRead = std::vector<scenario::FileRead>;

  /// What stands in the files.
  struct Reading {
    std::vector<FilesRead> roots{};  ///< a file and what it includes, each
    std::string error{};             ///< all that is wrong, one line each
    friend bool operator==(const Reading&, const Reading&) = default;
  };
  /// Which files made a sandbox what it is, by its imp_key.
  using Origins = std::map<std::string, FilesRead>;

  struct Change {
    std::vector<Planned> planned{};
    Origins origins{};                 ///< once the change is carried out
    std::vector<std::string> files{};  ///< likewise
  };

  Reading Read(Plan& plan, std::vector<RootFile>& roots) const;
  Change ChangeTo(Plan plan, const Reading& reading) const;
  static Origins OriginsOf(const Plan& plan, const Reading& reading);
  Reloaded Refuse(const std::string& error);

  Core& core_;
  const std::vector<std::filesystem::path> paths_;
  std::optional<Reading> last_;
  std::optional<Change> waiting_;
  Origins loaded_;
};

}  // namespace portone::app
