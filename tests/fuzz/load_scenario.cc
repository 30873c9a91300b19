// SPDX-License-Identifier: MIT
// Loads its input as a scenario: `make fuzz` looks for input that crashes the loader, makes it hang
// or is loaded only in part. The tests run it on a fixed set of texts.
#include "fuzz/load_scenario.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "fuzz/targets.h"
#include "json/json.h"
#include "json/reader.h"
#include "scenario/loader.h"
#include "scenario/references.h"
#include "verify/evaluate.h"
#include "verify/expectation.h"

namespace portone::testing {
namespace {

constexpr const char* kName = "fuzz";

/// Checks that an error begins with a position in the text.
void CheckRefusal(const std::string& message, std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const std::string name = std::string(kName) + ":";
  Require(message.starts_with(name), "a refusal names its file");
  const std::size_t line = std::strtoul(message.c_str() + name.size(), nullptr, 10);
  Require(line >= 1 && line <= lines, "a refusal names a line of the text");
}

std::size_t CountEntries(const Json& document, const char* key) {
  return document.contains(key) ? document[key].size() : 0;
}

template <class List>
std::size_t GetSize(const std::optional<List>& list) {
  return list ? list->size() : 0;
}

/// Checks that every part of the document was loaded.
void CheckWhole(const Json& document, const scenario::Scenario& loaded) {
  Require(document.is_object(), "only an object is loaded");
  Require(loaded.steps.size() == CountEntries(document, "steps"), "all steps are there");
  Require(loaded.expect.size() == CountEntries(document, "expect"), "all expectations are there");
  Require(GetSize(loaded.faults) == CountEntries(document, "faults"), "all faults are there");
  if (!document.contains("given")) return;
  const Json& given = document["given"];
  Require(loaded.sandboxes.size() == CountEntries(given, "sandboxes"), "all sandboxes are there");
  Require(GetSize(loaded.given.channels) == CountEntries(given, "channels"),
          "all channels are there");
  Require(loaded.given.switches.size() == CountEntries(given, "switches"),
          "all switches are there");
}

/// Resolves the references in the text and in every string of the document, with the whole document
/// as the reply they refer to.
void ResolveReferences(std::string_view text, const Json& document) {
  scenario::References references([] { return Instant{std::chrono::hours{500'000}}; });
  references.SetReply("reply", document);
  (void)references.Resolve(Json(std::string(text)));
  (void)references.Resolve(Json(document));
  if (!document.is_structured()) return;
  for (const Json& part : document) {
    if (!part.is_string()) continue;
    (void)references.Resolve(Json("${reply." + part.get<std::string>() + "}"));
  }
}

void EvaluateExpectations(const Json& document) {
  if (scenario::HasReference(document["expect"])) return;
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  for (const verify::Expectation& expectation : verify::ReadExpectations(object)) {
    const verify::Facts none;
    const bool holds = verify::Holds(expectation, none);
    Require(verify::Evaluate(expectation, none).holds() == holds, "Holds and Evaluate agree");
  }
}

}  // namespace

void LoadScenario(std::string_view text) {
  Json document;
  const json::JsonOptions options{.allows_comments = true, .allows_duplicate_keys = false};
  const bool is_json = !json::ReadJson(text, options, document);
  if (is_json) ResolveReferences(text, document);
  const scenario::LoadResult loaded = scenario::LoadText(text, kName);
  if (!loaded.ok()) return CheckRefusal(loaded.error().message, text);
  Require(is_json, "only JSON is loaded");
  CheckWhole(document, loaded.value());
  if (document.contains("expect")) EvaluateExpectations(document);
  scenario::MergeIntoSetup({}, scenario::Merge(loaded.value(), loaded.value()));
}

}  // namespace portone::testing
