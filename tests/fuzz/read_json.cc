// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"
#include "json/document.h"
#include "json/json.h"
#include "json/reader.h"
#include "json/redact.h"

namespace portone::testing {

void ReadJsonText(std::string_view text) {
  Json any_value;
  const bool is_json = !json::ReadJson(text, {}, any_value);
  Json object;
  const auto problem = json::ReadJson(text, {.requires_object = true}, object);
  Require(!problem == (is_json && any_value.is_object()), "only objects are accepted");
  json::Document document;
  if (!json::ReadDocument(text, document))
    Require(!document.locations.empty(), "a document has locations");
  (void)json::RedactBody("application/json", text);
  if (!is_json) return;
  Json again;
  const std::string written = any_value.dump(-1, ' ', false, Json::error_handler_t::replace);
  Require(!json::ReadJson(written, {}, again), "what was written is read");
  Require(again.dump() == written, "JSON is written as it was read");
}

}  // namespace portone::testing
