// SPDX-License-Identifier: MIT
// Reads the source tree from disk for the house rules; the only part of them that reads files.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "tidy/rules.h"

namespace portone::tidy {

struct TreeOnDisk {
  Tree files;                   ///< the files that some rule checks, sorted by path
  std::set<std::string> paths;  ///< every file and folder, relative to the root
};

/// Everything below `root` except hidden folders other than .github, `build*` and packages of other
/// ecosystems.
TreeOnDisk ReadTree(const std::filesystem::path& root);

}  // namespace portone::tidy
