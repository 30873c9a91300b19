// SPDX-License-Identifier: MIT
// A reply that comes later, because its call waits for something to happen. Knows neither what that
// is nor how the reply is sent.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace portone::api {

struct Reply;

/// What a transport has to do for a call that waits. It needs no thread for it meanwhile, unless
/// `start` works until the reply is there. All members may be called from any thread; all but
/// `start` return at once.
struct PendingReply {
  /// Gets the reply. Called once, from any thread and maybe with locks held: it must not wait.
  using Deliver = std::function<void(Reply)>;

  /// Begins to wait; the reply may be delivered before it returns. Called once, on the thread that
  /// the request was handled on.
  std::function<void(Deliver)> start;
  /// Makes the reply come soon, with whatever has happened by then.
  std::function<void()> expire;
  /// The caller has gone: the reply need not be delivered. May be called at any
  /// time.
  std::function<void()> abandon;
  /// When `expire` is to be called. Not set: never.
  std::optional<std::chrono::milliseconds> timeout{};
};

/// Waits for the reply on this thread.
Reply AwaitReply(const PendingReply& pending);

}  // namespace portone::api
