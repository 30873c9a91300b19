// SPDX-License-Identifier: MIT
#include "commands/transaction.h"

namespace portone::commands {

void Tx::Notify(const Notice& notice, const std::vector<std::string>& urls) {
  for (const std::string& url : urls) {
    const Delivery& delivery = world.Insert(Delivery{.id = 0,
                                                     .notice = notice,
                                                     .url = url,
                                                     .format = world.merchant.webhook.format,
                                                     .created_at = now,
                                                     .state = DeliveryState::kPending,
                                                     .attempts = {}});
    agenda.Put(now, AttemptWebhook{delivery.id});
  }
  if (!urls.empty()) notices.push_back(notice);
}

}  // namespace portone::commands
