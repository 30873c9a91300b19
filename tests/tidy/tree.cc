// SPDX-License-Identifier: MIT
#include "tidy/tree.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace portone::tidy {
namespace {

namespace fs = std::filesystem;

bool IsSkippedFolder(const std::string& folder) {
  const bool is_hidden = folder.front() == '.' && folder != ".github";
  return is_hidden || folder == "node_modules" || folder.rfind("build", 0) == 0;
}

bool IsTextFile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".cc" || extension == ".h" || extension == ".md" || extension == ".txt" ||
         extension == ".yml" || path.filename() == "Makefile";
}

std::string ReadText(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TreeOnDisk ReadTree(const fs::path& root) {
  TreeOnDisk tree;
  for (fs::recursive_directory_iterator at(root), end; at != end; ++at) {
    if (at->is_directory() && IsSkippedFolder(at->path().filename().string())) {
      at.disable_recursion_pending();
      continue;
    }
    const std::string path = fs::relative(at->path(), root).generic_string();
    tree.paths.insert(path);
    if (at->is_regular_file() && IsTextFile(at->path())) {
      tree.files.push_back({path, ReadText(at->path())});
    }
  }
  std::sort(tree.files.begin(), tree.files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

}  // namespace portone::tidy
