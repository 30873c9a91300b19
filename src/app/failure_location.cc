// SPDX-License-Identifier: MIT
#include "app/failure_location.h"

#include <fstream>
#include <iterator>
#include <string_view>

#include "json/document.h"
#include "json/reader.h"

namespace portone::app {

json::SourceLocation LocateFailure(const std::string& location) {
  const std::size_t colon = location.find(": /");
  if (colon == std::string::npos) return {};
  std::string_view pointer = std::string_view(location).substr(colon + 2);
  pointer = pointer.substr(0, pointer.find(' '));
  std::ifstream file(location.substr(0, colon), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  json::Document document;
  if (json::ReadDocument(text, document)) return {};
  return document.Locate({pointer}).front();
}

}  // namespace portone::app
