// SPDX-License-Identifier: MIT
#include "scenario/scenario_text.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <system_error>
#include <tuple>
#include <vector>

#include "json/reader.h"

namespace portone::scenario {
namespace {

/// The offset of a location in the text.
std::size_t GetOffset(json::SourceLocation location, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < location.line; ++line)
    begin = text.find('\n', begin) + 1;
  if (location.line == 1 && text.starts_with(json::kByteOrderMark))
    begin = json::kByteOrderMark.size();
  return std::min(begin + location.column - 1, text.size());
}

/// Why the text is not JSON. The two most common mistakes have messages of their own.
std::string Explain(const json::JsonProblem& problem, std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t at = GetOffset(problem.location, text);
  std::string_view before = text.substr(0, at);
  if (before.starts_with(json::kByteOrderMark)) before.remove_prefix(json::kByteOrderMark.size());
  const std::size_t last = before.find_last_not_of(kBlanks);
  if (last == std::string_view::npos) return at == text.size() ? "the file is empty" : problem.what;
  const bool closes = at < text.size() && (text[at] == ']' || text[at] == '}');
  if (!closes || before[last] != ',') return problem.what;
  return std::string("a comma before \"") + text[at] + "\" is not allowed in JSON";
}

}  // namespace

std::string FormatLocation(const std::string& name, json::SourceLocation location) {
  return name + ":" + std::to_string(location.line) + ":" + std::to_string(location.column) + ": ";
}

LoadError MakeLoadError(const json::Problems& problems, const std::string& name,
                        const json::Document& document) {
  const std::vector<json::Problem>& listed = problems.listed();
  std::vector<std::string_view> pointers;
  for (const json::Problem& problem : listed)
    pointers.push_back(problem.pointer);
  const std::vector<json::SourceLocation> locations = document.Locate(pointers);
  std::vector<std::size_t> order(listed.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(locations[a].line, locations[a].column) <
           std::tie(locations[b].line, locations[b].column);
  });
  std::string message;
  for (const std::size_t i : order) {
    const std::string& pointer = listed[i].pointer;
    if (!message.empty()) message += "\n";
    message += FormatLocation(name, locations[i]) + (pointer.empty() ? "/" : pointer) + ": " +
               listed[i].message;
  }
  if (problems.size() > listed.size()) message += "\n" + name + ": " + problems.DescribeRest();
  return {message};
}

BasicResult<json::Document, LoadError> ParseDocument(std::string_view text,
                                                     const std::string& name) {
  json::Document document;
  if (const auto problem = json::ReadDocument(text, document)) {
    return LoadError{FormatLocation(name, problem->location) +
                     (problem->is_wrong_type ? "/: " + problem->what : Explain(*problem, text))};
  }
  return document;
}

BasicResult<std::string, LoadError> ReadFileText(const std::filesystem::path& path) {
  std::error_code ec;
  const auto size = std::filesystem::file_size(path, ec);
  if (ec) return LoadError{ec.message()};
  if (size > kMaxDocumentBytes) {
    return LoadError{"larger than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB"};
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) return LoadError{"cannot be read"};
  return text;
}

}  // namespace portone::scenario
