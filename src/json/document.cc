// SPDX-License-Identifier: MIT
#include "json/document.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "json/strict_object.h"

namespace portone::json {
namespace {

/// The requested pointers as a trie of their tokens, with the values found so far. The cost of
/// walking it along with the document depends neither on the length of the keys nor on the number
/// of pointers.
struct PointerNode {
  const ValueLocation* location = nullptr;
  std::map<std::string, PointerNode, std::less<>> children;
};

/// The tokens of a pointer, still escaped.
std::vector<std::string_view> SplitPointer(std::string_view pointer) {
  std::vector<std::string_view> parts;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    parts.push_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return parts;
}

void Add(PointerNode& root, std::string_view pointer) {
  PointerNode* at = &root;
  for (const std::string_view token : SplitPointer(pointer))
    at = &at->children[std::string(token)];
}

/// Records the location of the value, the first of `locations`, and of the requested ones inside
/// it.
void Fill(PointerNode& node, const Json& value, const ValueLocation* locations) {
  node.location = locations;
  if (node.children.empty() || !value.is_structured()) return;
  const ValueLocation* next = locations + 1;
  for (const auto& [key, child] : value.items()) {
    const auto found = node.children.find(EscapePointerToken(key));
    if (found != node.children.end()) Fill(found->second, child, next);
    next += next->size;
  }
}

SourceLocation FindLocation(const PointerNode& root, std::string_view pointer) {
  const PointerNode* at = &root;
  const ValueLocation* location = root.location;
  for (const std::string_view token : SplitPointer(pointer)) {
    at = &at->children.find(token)->second;
    if (at->location == nullptr) break;
    location = at->location;
  }
  return {location->line, location->column};
}

}  // namespace

std::vector<SourceLocation> Document::Locate(const std::vector<std::string_view>& pointers) const {
  PointerNode root;
  for (const std::string_view pointer : pointers)
    Add(root, pointer);
  Fill(root, value, locations.data());
  std::vector<SourceLocation> found;
  found.reserve(pointers.size());
  for (const std::string_view pointer : pointers)
    found.push_back(FindLocation(root, pointer));
  return found;
}

}  // namespace portone::json
