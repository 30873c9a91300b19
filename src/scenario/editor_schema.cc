// SPDX-License-Identifier: MIT
#include "scenario/editor_schema.h"

#include <string>
#include <utility>

namespace portone::scenario {
namespace {

constexpr std::string_view kDefs = "#/$defs/";

/// What the definition that a node refers to says of itself; "" when it says nothing.
std::string SentenceOf(const Json& node, const Json& defs) {
  const std::string name = node["$ref"].get<std::string>().substr(kDefs.size());
  return defs[name].value("description", "");
}

void Describe(Json& node, const Json& defs) {
  const std::string own = node.value("description", "");
  const std::string there = SentenceOf(node, defs);
  const std::string both = own.empty() || there.empty() ? own + there : own + " " + there;
  if (!both.empty()) node["description"] = both;
}

void Wrap(Json& node) {
  const bool alone = node.size() == 1 || (node.size() == 2 && node.contains("description"));
  if (alone) return;
  Json all = Json::array({Json{{"$ref", node["$ref"]}}});
  const Json others = node.value("allOf", Json::array());
  for (const Json& one : others)
    all.push_back(one);
  node.erase("$ref");
  node["allOf"] = std::move(all);
}

void Rewrite(Json& node, const Json& defs) {
  if (node.is_object() && node.contains("$ref")) {
    Describe(node, defs);
    Wrap(node);
  }
  for (Json& part : node)
    if (part.is_structured()) Rewrite(part, defs);
}

}  // namespace

void RewriteForEditors(Json& schema) {
  const Json defs = schema["$defs"];
  Rewrite(schema, defs);
  for (Json& one : schema["$defs"]) {
    if (!one.contains("description")) continue;
    one["$comment"] = one["description"];
    one.erase("description");
  }
}

}  // namespace portone::scenario
