// SPDX-License-Identifier: MIT
// How the merchant wants to be told, as a sandbox has it now.
#pragma once

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/webhook_settings.h"

namespace portone::commands {

struct ReadWebhookSettings {};
Result<WebhookSettings> Answer(const View& view, const ReadWebhookSettings& query);

/// Returns the settings as they are then. URL and format go for webhooks that arise from now on,
/// the rules of retrying also for those that are under way.
struct ChangeWebhookSettings {
  WebhookChange change;
};
Result<WebhookSettings> Apply(Tx& tx, const ChangeWebhookSettings& command);

}  // namespace portone::commands
