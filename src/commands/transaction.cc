// SPDX-License-Identifier: MIT
#include "commands/transaction.h"

#include <utility>

namespace portone::commands {

void Tx::Notify(const Notice& notice, const std::vector<std::string>& urls) {
  for (const std::string& url : urls) {
    Delivery delivery;
    delivery.sequence = sequence;
    delivery.notice = notice;
    delivery.url = url;
    delivery.format = world.merchant.webhook.format;
    delivery.created_at = now;
    agenda.Put(now, AttemptWebhook{world.Insert(std::move(delivery)).id});
  }
  if (!urls.empty()) notices.push_back(notice);
}

}  // namespace portone::commands
