// SPDX-License-Identifier: MIT
#include "scenario/editor_schema.h"

#include <string>
#include <utility>

namespace portone::scenario {
namespace {

constexpr std::string_view kDefs = "#/$defs/";

/// The description of the definition that a node refers to; "" when it has none.
std::string FindDescription(const Json& node, const Json& defs) {
  const std::string name = node["$ref"].get<std::string>().substr(kDefs.size());
  return defs[name].value("description", "");
}

void Describe(Json& node, const Json& defs) {
  const std::string own = node.value("description", "");
  const std::string referenced = FindDescription(node, defs);
  const std::string both =
      own.empty() || referenced.empty() ? own + referenced : own + " " + referenced;
  if (!both.empty()) node["description"] = both;
}

void MoveSiblings(Json& node) {
  const bool alone = node.size() == 1 || (node.size() == 2 && node.contains("description"));
  if (alone) return;
  Json all = Json::array({Json{{"$ref", node["$ref"]}}});
  const Json others = node.value("allOf", Json::array());
  for (const Json& other : others)
    all.push_back(other);
  node.erase("$ref");
  node["allOf"] = std::move(all);
}

void Rewrite(Json& node, const Json& defs) {
  if (node.is_object() && node.contains("$ref")) {
    Describe(node, defs);
    MoveSiblings(node);
  }
  for (Json& part : node)
    if (part.is_structured()) Rewrite(part, defs);
}

}  // namespace

void RewriteForEditors(Json& schema) {
  const Json defs = schema["$defs"];
  Rewrite(schema, defs);
  for (Json& definition : schema["$defs"]) {
    if (!definition.contains("description")) continue;
    definition["$comment"] = definition["description"];
    definition.erase("description");
  }
}

}  // namespace portone::scenario
