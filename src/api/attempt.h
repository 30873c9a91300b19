// SPDX-License-Identifier: MIT
// What becomes of a request on a thread that must not wait.
#pragma once

#include <optional>

#include "api/reply.h"

namespace portone::api {

/// Either a reply, or nothing done yet: the request then has to be handled on a thread that may
/// wait.
struct Attempt {
  std::optional<Reply> reply{};
  /// Without a reply: whether it may wait for something outside the emulator, such as a merchant's
  /// answer, and not just for other requests to the same sandbox.
  bool waits_for_others = false;
};

}  // namespace portone::api
