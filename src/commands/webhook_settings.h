// SPDX-License-Identifier: MIT
// The merchant's current webhook settings.
#pragma once

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/webhook_settings.h"

namespace portone::commands {

struct ReadWebhookSettings {};
Result<WebhookSettings> Handle(const View& view, const ReadWebhookSettings& query);

/// Returns the new settings. URL and format apply to new webhooks only; the retry rules also apply
/// to webhooks in flight.
struct ChangeWebhookSettings {
  WebhookSettingsChange change;
};
Result<WebhookSettings> Apply(Tx& tx, const ChangeWebhookSettings& command);

}  // namespace portone::commands
