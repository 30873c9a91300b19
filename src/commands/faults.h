// SPDX-License-Identifier: MIT
// Faults: asking for them, and where commands meet them. A command shows what it is about to do
// when all of its own checks have passed, immediately before it changes anything, and only once:
// whether the fault that hits strikes before or after the change is the fault's own business.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/fault_plan.h"
#include "domain/payment.h"

namespace portone::commands {

/// Shows the site to the sandbox's faults; the request's path is filled in. Returns the gateway's
/// refusal, when a fault declines or the request's own header asks for one. What a fault does to
/// the reply is left in the transaction. Refused: FaultInjected, when a fault strikes before the
/// change.
Result<std::optional<GatewayFault>> MeetFault(Tx& tx, FaultSite site);

/// What faults may know of something that happens to a payment. Good as long as the payment is.
FaultSite SiteOf(FaultOperation operation, const Payment& payment);

/// Chance for faults, each with a stream of its own. Good as long as the mint is.
FaultDraw DrawFrom(const sim::IdMint& ids);

/// Appends faults; returns them with their ids.
struct AddFaults {
  std::vector<Fault> faults;
};
Result<std::vector<Fault>> Apply(Tx& tx, const AddFaults& command);

/// Returns whether there was one with this id.
struct RemoveFault {
  FaultId fault = 0;
};
Result<bool> Apply(Tx& tx, const RemoveFault& command);

/// Returns how many there were.
struct ClearFaults {};
Result<std::size_t> Apply(Tx& tx, const ClearFaults& command);

/// All of them, in the order in which they are asked.
struct ListFaults {};
Result<std::vector<Fault>> Answer(const View& view, const ListFaults& query);

}  // namespace portone::commands
