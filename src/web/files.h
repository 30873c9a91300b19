// SPDX-License-Identifier: MIT
// The files of the browser side, which the build puts into the program: the script for merchants'
// pages and the emulator's own pages.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace portone::web {

struct File {
  std::string_view path;  ///< below src/web: "pages/window.html"
  std::string_view text;
};

/// All of them, as src/CMakeLists.txt lists them.
std::span<const File> Files();

/// The file with this path, or null.
inline const File* FindFile(std::string_view path) {
  const std::span<const File> files = Files();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [path](const File& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace portone::web
