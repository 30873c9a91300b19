// SPDX-License-Identifier: MIT
#include "app/exec/private_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

#include "portone/emulator.h"

namespace portone::app {

namespace fs = std::filesystem;

PrivateFolder::PrivateFolder() {
  std::error_code problem;
  const fs::path parent = fs::absolute(fs::temp_directory_path(problem), problem);
  std::string name = (parent / "portone-emulator-XXXXXX").string();
  if (parent.empty() || ::mkdtemp(name.data()) == nullptr)
    throw StartError("cannot create a temporary folder; TMPDIR must name a folder to write to");
  path_ = name;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace portone::app
