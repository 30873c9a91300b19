// SPDX-License-Identifier: MIT
// Reads scenario documents, from a file or from the control API, and refuses what it does not
// understand: nothing is ever loaded half.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scenario/model.h"
#include "scenario/strict_object.h"

namespace portone::scenario {

/// Everything that is wrong with one document, one line each: "file: /place: what".
struct LoadError {
  std::string message;
};

using LoadResult = BasicResult<Scenario, LoadError>;

/// `name` stands in front of messages. Comments are allowed, duplicate keys are not.
LoadResult LoadText(std::string_view text, const std::string& name);

/// Refused also when the file cannot be read or is larger than 256 MiB.
LoadResult LoadFile(const std::filesystem::path& path);

/// Reads a document that stands inside another one, e.g. in a control request.
Scenario ReadScenario(StrictObject document);

/// Reads one channel: "pg", and optionally "channel_key", "pg_id", "name", "type", "settings". With
/// a `key` that is the channel's, and none may be named besides.
Channel ReadChannel(StrictObject& object, std::optional<std::string> key = std::nullopt);

}  // namespace portone::scenario
