// SPDX-License-Identifier: MIT
// The API's ids, spelled as on the wire, each with a type of its own.
#pragma once

#include <cstdint>

#include "base/strong_id.h"

namespace portone {

/// The service's id of one payment attempt: "imps_" or "imp_" and 12 digits.
using ImpUid = StrongId<struct ImpUidTag>;
/// The merchant's order number, at most 40 characters.
using MerchantUid = StrongId<struct MerchantUidTag>;
/// The merchant's name for a stored billing key, at most 80 characters.
using CustomerUid = StrongId<struct CustomerUidTag>;
/// The console's name for one gateway contract: "channel-key-...".
using ChannelKey = StrongId<struct ChannelKeyTag>;
/// A gateway's code: "kcp", "nice", ...
using PgCode = StrongId<struct PgCodeTag>;

/// Position of a schedule in its sandbox, from 1, never reused.
using ScheduleId = std::uint64_t;
/// Position of a webhook delivery in its sandbox, from 1, never reused.
using DeliveryId = std::uint64_t;
/// Position of a fault among all that its sandbox was given, from 1, never reused.
using FaultId = std::uint64_t;

}  // namespace portone
