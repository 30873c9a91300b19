// SPDX-License-Identifier: MIT
// Filling a new sandbox with what it starts with, and taking the same out of one again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/beginning.h"
#include "domain/error.h"

namespace portone::commands {

/// Puts what is given into an empty world. What an entry leaves out is filled in: ids as if it had
/// been made here, times with now, a channel with the merchant's default one or the first of its
/// gateway, a card with a good one, the times that go with a status. Returns the greatest sequence
/// of anything given. REQUIRES: WhyNot has nothing against it.
std::uint64_t Begin(Tx& tx, const Beginning& beginning);

/// What keeps a beginning from being one, in one sentence; nothing when it can be used: ids that
/// stand twice, a channel or a customer's key that there is not.
std::optional<std::string> WhyNot(const Merchant& merchant, const Beginning& beginning);

/// What is here now. Begin puts the same into another world.
Beginning Kept(const View& view);

}  // namespace portone::commands
