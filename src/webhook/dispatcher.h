// SPDX-License-Identifier: MIT
// Posts what sandboxes have to tell, each sandbox in the order of its events and one at a time;
// different sandboxes side by side. Holds no lock while it posts: the receiver calls back.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "commands/transaction.h"
#include "engine/sandbox.h"
#include "webhook/sender.h"

namespace portone::webhook {

struct DeliveryCounts {
  std::size_t succeeded = 0;
  std::size_t failed = 0;

  DeliveryCounts& operator+=(const DeliveryCounts& more);
};

class Dispatcher;

/// The right to post for one sandbox, for as long as this lives; others wait or leave it to its
/// holder. What is left to post at its end goes to a worker. Thread rule: used by one thread.
class Lane {
 public:
  Lane(Lane&& other) noexcept;
  Lane& operator=(Lane&&) = delete;
  Lane(const Lane&) = delete;
  ~Lane();

  /// Posts until there is nothing more to tell, on this thread. Each answer is awaited for
  /// `patience`; without one as long as PortOne would, and only until somebody advances the clock.
  DeliveryCounts Deliver(std::optional<std::chrono::milliseconds> patience = std::nullopt);

 private:
  friend class Dispatcher;
  Lane(Dispatcher& dispatcher, engine::SandboxPtr sandbox)
      : dispatcher_(dispatcher), sandbox_(std::move(sandbox)) {}

  Dispatcher& dispatcher_;
  engine::SandboxPtr sandbox_;  // null once moved from
};

/// All members may be called from any thread.
class Dispatcher {
 public:
  /// REQUIRES: `sender` outlives the dispatcher.
  explicit Dispatcher(Sender& sender);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  ~Dispatcher();

  /// Sees to it that what the sandbox has to tell is posted soon, on another thread.
  void Wake(const engine::SandboxPtr& sandbox);

  /// Waits until nobody else posts for the sandbox. Nothing when the dispatcher is stopped.
  std::optional<Lane> Take(const engine::SandboxPtr& sandbox);
  /// Nothing also when somebody else posts for it.
  std::optional<Lane> TryTake(const engine::SandboxPtr& sandbox);

  /// Breaks off what is under way and posts nothing more. Idempotent.
  void Stop();
  /// The way out, for posts that are no webhooks.
  Sender& sender() { return sender_; }
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

  /// Sandboxes whose posts hang at the same time hold up no others, up to this many.
  static constexpr std::size_t kWorkersMost = 256;

 private:
  friend class Lane;

  void AddWorker();
  void Work();
  void Claim(const engine::SandboxPtr& sandbox);  // REQUIRES the lock
  void GiveUp(const engine::SandboxPtr& sandbox);
  bool DeliverOne(engine::Sandbox& sandbox, const commands::Outgoing& outgoing,
                  std::optional<std::chrono::milliseconds> patience);

  Sender& sender_;

  std::mutex mutex_;
  std::condition_variable ready_changed_;
  std::condition_variable busy_changed_;
  std::deque<engine::SandboxPtr> ready_;     // to be served by a worker
  std::set<const engine::Sandbox*> queued_;  // the same, to find them
  std::set<const engine::Sandbox*> busy_;    // somebody has their lane
  std::vector<std::thread> workers_;
  std::size_t idle_workers_ = 0;
  bool stopping_ = false;
  std::atomic<bool> stopped_{false};  // stopping_, for readers without the lock
};

}  // namespace portone::webhook
