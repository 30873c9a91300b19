// SPDX-License-Identifier: MIT
// The text of a scenario file: reading and parsing it, and telling its mistakes with their
// locations. What the document means: scenario_reader.h.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/document.h"
#include "json/problems.h"
#include "json/source_location.h"

namespace portone::scenario {

/// All problems of a file and the files it includes, one per line:
/// "file:line:column: /pointer: message". At most the first 100 of each file are listed, followed
/// by "file: and 12 more".
struct LoadError {
  std::string message;
};

/// Maximum size in bytes of a file.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{512} << 20;

/// "shop.json:3:12: "
std::string FormatLocation(const std::string& name, json::SourceLocation location);

/// Formats the problems, ordered by their location in the file.
LoadError MakeLoadError(const json::Problems& problems, const std::string& name,
                        const json::Document& document);

/// The document of a text. Error: the text is no JSON object; `name` begins its message.
BasicResult<json::Document, LoadError> ParseDocument(std::string_view text,
                                                     const std::string& name);

/// The content of a file, or why it cannot be read.
BasicResult<std::string, LoadError> ReadFileText(const std::filesystem::path& path);

}  // namespace portone::scenario
