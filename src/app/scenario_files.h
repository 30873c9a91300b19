// SPDX-License-Identifier: MIT
// Finds the scenario files of a path.
#pragma once

#include <filesystem>
#include <vector>

namespace portone::app {

/// A file yields itself, whether or not it exists; "-" is standard input. A folder yields all
/// *.json files in it and its subfolders, sorted by path, except schema.json and hidden files and
/// folders (names that begin with a dot). Throws StartError when a folder cannot be read.
std::vector<std::filesystem::path> FindScenarioFiles(const std::filesystem::path& path);

/// The files of several paths, one after the other.
std::vector<std::filesystem::path> FindScenarioFiles(
    const std::vector<std::filesystem::path>& paths);

}  // namespace portone::app
