// SPDX-License-Identifier: MIT
// The fields of a webhook, as the control API shows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/webhook_event.h"
#include "json/json.h"

namespace portone::control {

/// Adds the fields of a webhook's body to `object`: those that are posted, and no others.
inline void AddPostedFields(Json& object, const WebhookEvent& event) {
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (text) object[std::string(name)] = *text;
  });
}

}  // namespace portone::control
