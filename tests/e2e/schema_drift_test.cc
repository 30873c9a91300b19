// SPDX-License-Identifier: MIT
// Loader and schema agree: the file with every key of the format is changed at one pointer at a
// time, thousands of times, and both accept or reject the same variants.
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "json/json.h"
#include "json/reader.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/pattern.h"
#include "support/scenario_files.h"
#include "support/schema_verdicts.h"

namespace portone::testing {
namespace {

using Pointer = Json::json_pointer;

Json ReadEveryKey() {
  Json document;
  const std::string text = ReadSourceFile("fixtures/scenarios/good/every_key.json");
  REQUIRE_FALSE(json::ReadJson(text, {.allows_comments = true}, document).has_value());
  document.erase("include");  // only files can include
  return document;
}

/// Collects pointers to all values below `node`.
void Collect(const Json& node, const Pointer& pointer, std::vector<Pointer>& pointers) {
  if (!pointer.empty()) pointers.push_back(pointer);
  if (node.is_object()) {
    for (const auto& [key, value] : node.items())
      Collect(value, pointer / key, pointers);
  }
  for (std::size_t i = 0; node.is_array() && i < node.size(); ++i)
    Collect(node[i], pointer / i, pointers);
}

Json Without(Json document, const Pointer& pointer) {
  Json& parent = document[pointer.parent_pointer()];
  if (parent.is_array()) {
    parent.erase(std::stoul(pointer.back()));
  } else {
    parent.erase(pointer.back());
  }
  return document;
}

Json With(Json document, const Pointer& pointer, const Json& value) {
  document[pointer] = value;
  return document;
}

/// Replacements for a value: values just outside the valid range, and other types.
Json MakeReplacements(const Json& value) {
  if (value.is_number()) return Json::parse(R"([-1, 1.5, 1000000000000000, "x"])");
  if (value.is_string()) return Json::parse(R"(["", "x", 5, null])");
  if (value.is_boolean()) return Json::parse(R"(["x", 0, null])");
  if (value.is_array()) return Json::parse(R"([{}, [null], ["x"], [{}]])");
  return Json::parse(R"([[], 1, {"x": 1}])");
}

/// The document without the parts that a change at `pointer` does not need: keeps the list that
/// contains it and what this list can refer to. Reading the rest again for each variant would take
/// most of the time.
Json KeepOnlyNeeded(Json document, const Pointer& pointer) {
  std::vector<std::string> path;
  for (Pointer rest = pointer; !rest.empty(); rest.pop_back())
    path.insert(path.begin(), rest.back());
  path.resize(2);
  const auto& [section, entry] = std::tie(path[0], path[1]);
  Json& steps = document["steps"];
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (!steps[i].contains("as") && (section != "steps" || entry != std::to_string(i)))
      steps[i] = {{"advance", "1s"}};
  if (section != "given" || !entry.empty()) {
    const Json given = document["given"];
    for (const auto& [name, value] : given.items())
      if (name != entry && name != "channels" && name != "sandboxes") document["given"].erase(name);
  }
  for (const char* other : {"faults", "expect"})
    if (other != section) document.erase(other);
  return document;
}

/// Variants of the document: without each value, with an extra key in each object, with other
/// values.
Documents MakeVariants() {
  const Json document = ReadEveryKey();
  std::vector<Pointer> pointers;
  Collect(document, Pointer(), pointers);
  Documents variants;
  for (const Pointer& pointer : pointers) {
    const std::string name = pointer.to_string();
    const Json base = KeepOnlyNeeded(document, pointer);
    variants[name + " is gone"] = Without(base, pointer);
    if (base[pointer].is_object())
      variants[name + " has a key more"] = With(base, pointer / "zzz", 1);
    const Json others = MakeReplacements(base[pointer]);
    for (const Json& value : others)
      variants[name + " is " + value.dump()] = With(base, pointer, value);
  }
  return variants;
}

/// The error of the loader; "" when it accepts the document. A text may not start a program, as a
/// file may, whose schema it is: that line is left out.
std::string GetLoadError(const Json& document) {
  const scenario::LoadResult result = scenario::LoadText(document.dump(), "it");
  if (result.ok()) return "";
  std::istringstream lines(result.error().message);
  std::string message;
  for (std::string line; std::getline(lines, line);) {
    const bool only_files_may = line.find("only \"run\" starts a program") != std::string::npos;
    if (!only_files_may) message += (message.empty() ? "" : "\n") + line;
  }
  return message;
}

/// Whether each error depends on other parts of the file or on the meaning of a string, which a
/// schema cannot check.
bool IsBeyondSchema(const std::string& refusal) {
  static const Pattern kBeyond(
      "no channel has the key|must be an amount in (KRW|JPY)|must be at most \"seen\"|"
      "no earlier step is called|is greater than \"at_most\"|is never stored; only|"
      "must be a day like|must have 10 or 11 digits|must have six digits|must be at most 40 digits|"
      "must be a number of the kind that identifier_type names|give both or neither of|"
      "must be a telephone, business or resident number|no bank has this code|"
      "must not be less than tax_free and vat_amount|is only of a return");
  std::istringstream lines(refusal);
  for (std::string line; std::getline(lines, line);)
    if (!kBeyond.FindFirst(line)) return false;
  return true;
}

TEST_CASE("schema: the schema agrees with the loader on every variant of a file", "[drift]") {
  const Documents variants = MakeVariants();
  const std::vector<std::string> verdicts = GetSchemaVerdicts(variants);
  REQUIRE(verdicts.size() > 2'500);
  std::size_t refused_count = 0;
  std::size_t i = 0;
  for (const auto& [name, document] : variants.items()) {
    const std::string& verdict = verdicts[i++];
    REQUIRE(verdict.starts_with(name + ": "));
    const std::string refusal = GetLoadError(document);
    const bool accepts = verdict == name + ": ok";
    const bool agrees = accepts == refusal.empty() || (accepts && IsBeyondSchema(refusal));
    CAPTURE(verdict, refusal);
    CHECK(agrees);
    refused_count += refusal.empty() ? 0 : 1;
  }
  CHECK(refused_count > verdicts.size() / 2);
}

}  // namespace
}  // namespace portone::testing
