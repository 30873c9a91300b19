// SPDX-License-Identifier: MIT
// The ids that cancellations get.
#pragma once

#include <cstddef>
#include <string>

#include "domain/ids.h"
#include "sim/id_mint.h"

namespace portone::commands {

/// The id of a payment's cancellation; `position` is 1 for its first one. 20 digits and capital
/// letters without I, L, O and U, in no order: "06JC8FVHJTW2WY16FEY0".
// FIDELITY: cancellation-id
std::string MakeCancellationId(const sim::IdMint& ids, const ImpUid& imp_uid, std::size_t position);

}  // namespace portone::commands
