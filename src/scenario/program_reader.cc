// SPDX-License-Identifier: MIT
#include "scenario/program_reader.h"

#include <cstddef>

#include "json/json.h"

namespace portone::scenario {

std::vector<std::string> ReadProgram(json::StrictObject& object, std::string_view key) {
  std::vector<std::string> words;
  const Json* given = object.Raw(key);
  bool is_command = given != nullptr && given->is_array() && !given->empty();
  for (std::size_t i = 0; is_command && i < given->size(); ++i) {
    const Json& word = (*given)[i];
    is_command = word.is_string() && word.get<std::string>().find('\0') == std::string::npos;
    if (is_command) words.push_back(word.get<std::string>());
  }
  if (is_command && !words.front().empty()) return words;
  object.Report(key, "must be an array of strings: a program and its arguments");
  return {};
}

}  // namespace portone::scenario
