// SPDX-License-Identifier: MIT
// Encodes a webhook event as the body of a webhook.
#pragma once

#include <string>

#include "domain/merchant.h"
#include "domain/webhook_event.h"

namespace portone::api {

struct WebhookBody {
  std::string content_type;
  std::string text;
};

/// The fields of the event (domain/webhook_event.h) that have a value, as JSON or as a form.
// FIDELITY: webhook-body
WebhookBody EncodeWebhookEvent(const WebhookEvent& event, WebhookFormat format);

}  // namespace portone::api
