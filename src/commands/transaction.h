// SPDX-License-Identifier: MIT
// Everything that a command may touch, and nothing more. A command checks first, in its documented
// order, then changes the world, then tells (`Notify`); a refusal leaves everything as it was.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/fault.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"
#include "domain/world.h"
#include "sim/agenda.h"
#include "sim/id_mint.h"

namespace portone::commands {

/// One webhook that is ready to be posted.
struct Outgoing {
  DeliveryId delivery = 0;
  AttemptReason reason = AttemptReason::kFirst;
  std::uint64_t generation = 0;  ///< of the world it was made in
  Notice notice;
  std::string url;
  WebhookFormat format = WebhookFormat::kJson;
};

/// Webhooks in the order in which they are to leave.
using Outbox = std::deque<Outgoing>;

/// What a query sees.
struct View {
  const World& world;
  const sim::Agenda& agenda;
  Instant now;        ///< the sandbox's time, fixed for the whole command
  Instant token_now;  ///< the time by which tokens live: the wall clock's, or `now`
  TierCode tier{};    ///< whose ledger is asked for
  const Ledger& ledger = world.LedgerOf(tier);
};

/// What a command sees and may change.
struct Tx {
  World& world;
  Instant now;
  Instant token_now;
  std::uint64_t sequence;  ///< of this command among all that happened in the sandbox
  const sim::IdMint& ids;
  sim::Agenda& agenda;
  Outbox& outbox;
  Consequences& consequences;
  std::string_view path{};  ///< of the request, undecoded and without its query; "" for a timer
  std::string_view test_code{};  ///< of the request's header: "CODE" or "CODE:message"
  std::optional<ReplyFault>* reply_fault = nullptr;  ///< where a fault puts what it does to a reply
  TierCode tier{};                                   ///< for whom the command is
  Ledger& ledger = world.LedgerOf(tier);

  View view() const { return {world, agenda, now, token_now, tier}; }

  /// Puts one delivery per URL on the agenda, due now unless a fault of the sandbox wants it
  /// otherwise. No URL: nobody is told.
  void Notify(const Notice& notice, const std::vector<std::string>& urls);
};

}  // namespace portone::commands
