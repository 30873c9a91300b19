// SPDX-License-Identifier: MIT
// Fault injection: adding and removing faults, and applying them to commands. A command calls
// ApplyFault exactly once, after all of its own checks and immediately before it changes anything.
// The fault itself decides whether it takes effect before or after the change.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "commands/transaction.h"
#include "domain/fault_plan.h"
#include "domain/result.h"

namespace portone::commands {

/// Matches the target, completed with the request's path, against the sandbox's faults. Returns the
/// gateway's error when a fault or the request's test-code header declines the operation. Changes
/// to the reply are stored in the transaction. Errors: FaultInjected, when a fault takes effect
/// before the change.
Result<std::optional<GatewayError>> ApplyFault(Tx& tx, FaultTarget target);

/// Appends faults and returns them with their ids. Appends none and returns nothing when the
/// sandbox would have more than kMaxFaults.
struct AddFaults {
  std::vector<Fault> faults;
};
Result<std::optional<std::vector<Fault>>> Apply(Tx& tx, const AddFaults& command);

/// Removes a fault. Returns whether it existed.
struct RemoveFault {
  FaultId fault = 0;
};
Result<bool> Apply(Tx& tx, const RemoveFault& command);

/// Removes all faults. Returns how many there were.
struct ClearFaults {};
Result<std::size_t> Apply(Tx& tx, const ClearFaults& command);

/// All faults, in the order in which they are matched.
struct ListFaults {};
Result<std::vector<Fault>> Handle(const View& view, const ListFaults& query);

}  // namespace portone::commands
