// SPDX-License-Identifier: MIT
// Loads scenario files, with what they include, and refuses what it does not understand: nothing is
// ever loaded half.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Everything that is wrong with a file and those that it includes, one line each:
/// "file:line:column: /place: what".
struct LoadError {
  std::string message;
};

using LoadResult = BasicResult<Scenario, LoadError>;

/// `name` stands in front of messages. Comments are allowed, duplicate keys and `include` are not.
LoadResult LoadText(std::string_view text, const std::string& name);

/// What the file says, laid over what it includes, in that order. Refused also when a file cannot
/// be read, is larger than 256 MiB, includes itself or is included more than 16 files deep.
LoadResult LoadFile(const std::filesystem::path& path);

}  // namespace portone::scenario
