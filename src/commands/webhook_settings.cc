// SPDX-License-Identifier: MIT
#include "commands/webhook_settings.h"

namespace portone::commands {

Result<WebhookSettings> Handle(const View& view, const ReadWebhookSettings& /*query*/) {
  return view.world.merchant.webhook;
}

Result<WebhookSettings> Apply(Tx& tx, const ChangeWebhookSettings& command) {
  WebhookSettings& settings = tx.world.merchant.webhook;
  settings = ApplyChange(settings, command.change);
  return settings;
}

}  // namespace portone::commands
