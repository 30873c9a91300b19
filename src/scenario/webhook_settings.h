// SPDX-License-Identifier: MIT
// Reads the webhook settings, for `given.webhook` of a scenario and for the control API.
#pragma once

#include "domain/webhook_settings.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads "url", "format", "retries", "retry_on", "webhook_first", "response_timeout_ms",
/// "headers", each optional. The caller finishes the object.
WebhookSettingsChange ReadWebhookSettingsChange(json::StrictObject& object);

}  // namespace portone::scenario
