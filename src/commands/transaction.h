// SPDX-License-Identifier: MIT
// The interface between commands and a sandbox: everything a command may read or change. A command
// first runs its checks in the documented order, then changes the world, then schedules its
// webhooks (`Notify`). A refused command changes nothing.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http_header.h"
#include "commands/suspect_schedules.h"
#include "domain/fault.h"
#include "domain/fault_plan.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"
#include "domain/webhook_settings.h"
#include "domain/world.h"
#include "sim/agenda.h"
#include "sim/id_mint.h"

namespace portone::commands {

/// A webhook ready to be posted.
struct OutgoingWebhook {
  WebhookDeliveryId delivery_id = 0;
  AttemptTrigger trigger = AttemptTrigger::kInitial;
  std::uint64_t generation = 0;  ///< of the world it was created in
  WebhookEvent event;
  std::string url;
  WebhookFormat format = WebhookFormat::kJson;
  std::vector<HttpHeader> headers{};
  /// The number of the request whose reply is sent before this; 0: there is none to wait for.
  std::uint64_t request = 0;
};

/// Webhooks in the order in which they are posted.
using Outbox = std::deque<OutgoingWebhook>;

/// What a query sees.
struct View {
  const World& world;
  const sim::Agenda& agenda;
  Instant now;        ///< the sandbox's time, fixed for the whole command
  Instant token_now;  ///< the time for token expiry: the wall clock's, or `now`
  TierCode tier{};    ///< selects the ledger
  const Ledger& ledger = world.GetLedger(tier);
};

/// What a command sees and may change.
struct Tx {
  World& world;
  Instant now;
  Instant token_now;
  std::uint64_t sequence;  ///< of this command among all events of the sandbox
  const sim::IdMint& ids;
  sim::Agenda& agenda;
  Outbox& outbox;
  SideEffects& side_effects;
  std::string_view path{};       ///< of the request, undecoded and without query; "" for a timer
  std::string_view test_code{};  ///< of the request's header: "CODE" or "CODE:message"
  std::optional<ReplyFault>* reply_fault = nullptr;  ///< out: a fault's change to the reply
  SuspectSchedules* late_schedules = nullptr;     ///< out: schedules refused as late; may be null
  SuspectSchedules* distant_schedules = nullptr;  ///< out: those made for far ahead; may be null
  TierCode tier{};                                ///< selects the ledger
  Ledger& ledger = world.GetLedger(tier);

  View view() const { return {world, agenda, now, token_now, tier}; }

  /// Records a schedule that is refused because its time has passed.
  void NoteLateSchedule(const CustomerUid& customer_uid, const MerchantUid& merchant_uid,
                        Instant schedule_at) const {
    if (late_schedules != nullptr)
      late_schedules->Add({customer_uid, merchant_uid, schedule_at, now});
  }
  /// Records a schedule that was made if it is distant.
  void NoteIfDistant(const Schedule& schedule) const {
    if (distant_schedules == nullptr || schedule.schedule_at <= now + kDistantAfter) return;
    distant_schedules->Add(
        {schedule.customer_uid, schedule.order.merchant_uid, schedule.schedule_at, now});
  }

  /// Puts one webhook delivery per URL on the agenda, due now unless a fault changes that. Without
  /// a URL, records in the side effects that the webhook is not sent.
  void Notify(const WebhookEvent& event, const std::vector<std::string>& urls);
  /// Records in the side effects that a fault was applied.
  void NoteAppliedFault(const FaultHit& hit, const FaultTarget& target);
};

}  // namespace portone::commands
