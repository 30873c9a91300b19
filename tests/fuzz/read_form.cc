// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"
#include "json/form.h"
#include "json/json.h"
#include "json/redact.h"

namespace portone::testing {

void ReadFormText(std::string_view text) {
  Json form;
  if (!json::ReadForm(text, form)) Require(form.is_object(), "a form is an object");
  const std::string shown = json::RedactBody("application/x-www-form-urlencoded", text);
  Require(json::RedactBody("application/x-www-form-urlencoded", shown) == shown ||
              shown.starts_with('('),
          "what is masked stays as it is");
  (void)json::RedactTarget("/a?" + std::string(text));
  (void)json::RedactTarget(text);
}

}  // namespace portone::testing
