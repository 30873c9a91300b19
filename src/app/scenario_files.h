// SPDX-License-Identifier: MIT
// Which scenario files a path stands for.
#pragma once

#include <filesystem>
#include <vector>

namespace portone::app {

/// A file stands for itself, whether it is there or not; a folder for all that end in .json below
/// it, in the order of their paths. Left out of folders: schema.json, and whatever has a name that
/// begins with a dot, with all that is below it. Throws StartError when a folder cannot be read.
std::vector<std::filesystem::path> FilesAt(const std::filesystem::path& path);

/// The same of several paths, one after the other.
std::vector<std::filesystem::path> FilesAt(const std::vector<std::filesystem::path>& paths);

}  // namespace portone::app
