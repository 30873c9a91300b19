// SPDX-License-Identifier: MIT
// Reads how the merchant wants to be told, in a scenario's `given.webhook` and in the control API
// alike.
#pragma once

#include "domain/webhook_settings.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// "url", "format", "retries", "retry_on", "webhook_first", "answer_timeout_ms", each optional. The
/// caller finishes the object.
WebhookChange ReadWebhookChange(json::StrictObject& object);

}  // namespace portone::scenario
