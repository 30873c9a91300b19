// SPDX-License-Identifier: MIT
#include "commands/due.h"

#include "commands/schedules.h"

namespace portone::commands {
namespace {

Fired Execute(Tx& tx, const AttemptWebhook& due) {
  const Delivery* delivery = tx.world.FindDelivery(due.delivery);
  Fired fired{tx.now, kAttemptWebhook, "", "", std::string(kDroppedOutcome)};
  if (delivery == nullptr) return fired;
  tx.outbox.push_back(
      {delivery->id, tx.world.generation, delivery->notice, delivery->url, delivery->format});
  fired.merchant_uid = delivery->notice.merchant_uid.text;
  fired.imp_uid = delivery->notice.imp_uid.text;
  fired.outcome = "handed over";
  return fired;
}

}  // namespace

Fired Apply(Tx& tx, const Due& due) {
  return std::visit([&tx](const auto& one) { return Execute(tx, one); }, due);
}

}  // namespace portone::commands
