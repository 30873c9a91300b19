// SPDX-License-Identifier: MIT
// A reply that comes later, because its call waits for something to happen. Independent of what
// the call waits for and of how the reply is sent.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace portone::api {

struct Reply;

/// The functions that a transport calls for a call that waits. The call needs no thread meanwhile,
/// unless `start` works until the reply is there. All members may be called from any thread; all
/// but `start` return at once.
struct PendingReply {
  /// Takes the reply. Called once, from any thread and maybe with locks held: it must not wait.
  using Deliver = std::function<void(Reply)>;

  /// Begins to wait; the reply may be delivered before it returns. Called once, on the thread that
  /// the request was handled on.
  std::function<void(Deliver)> start;
  /// Makes the reply come soon, with whatever has happened by then.
  std::function<void()> expire;
  /// Reports that the caller has gone: the reply need not be delivered. May be called at any time.
  std::function<void()> abandon;
  /// How long after `start` the transport calls `expire`. Not set: never.
  std::optional<std::chrono::milliseconds> timeout{};
};

/// Waits for the reply on this thread.
Reply AwaitReply(const PendingReply& pending);

}  // namespace portone::api
