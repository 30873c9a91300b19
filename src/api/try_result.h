// SPDX-License-Identifier: MIT
// The result of handling a request on a thread that must not wait.
#pragma once

#include <optional>

#include "api/reply.h"

namespace portone::api {

/// Either a reply, or nothing done yet: the request then has to be handled on a thread that may
/// wait.
struct TryResult {
  std::optional<Reply> reply{};
  /// Without a reply: whether the request may wait for something outside the emulator, such as the
  /// response of a merchant, and not just for other requests to the same sandbox.
  bool can_block_externally = false;
};

}  // namespace portone::api
