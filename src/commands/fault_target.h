// SPDX-License-Identifier: MIT
// Describes operations on payments, for comparison with the faults of a sandbox.
#pragma once

#include "domain/fault_plan.h"
#include "domain/payment.h"
#include "sim/id_mint.h"

namespace portone::commands {

/// Describes an operation on a payment for fault matching. Valid as long as the payment.
FaultTarget MakeFaultTarget(FaultOperation operation, const Payment& payment);

/// The same where there is no payment yet, or none is made. Valid as long as both ids.
FaultTarget MakeFaultTarget(FaultOperation operation, const PgCode& pg,
                            const MerchantUid& merchant_uid);

/// The random numbers of faults that have a probability, one sequence per fault. Valid as long as
/// the mint.
FaultDraw MakeFaultDraw(const sim::IdMint& ids);

}  // namespace portone::commands
