// SPDX-License-Identifier: MIT
// Posts what sandboxes have to tell, each sandbox in the order of its events and one at a time;
// different sandboxes side by side. Holds no lock while it posts: the receiver calls back.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
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
};

/// How long one answer is awaited, in real time.
struct Patience {
  std::chrono::milliseconds connect;
  std::chrono::milliseconds read;
};

/// PortOne's own first send. // FIDELITY: webhook-timeouts
inline constexpr Patience kFirstSend{std::chrono::seconds{10}, std::chrono::seconds{30}};
/// While the clock is being advanced: a dead receiver must not hold a test up.
inline constexpr Patience kDuringAdvance{std::chrono::seconds{5}, std::chrono::seconds{5}};

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

  /// Posts on the calling thread until the sandbox has nothing more to tell and nothing is under
  /// way. Needs no free thread. Counts only what it posted itself.
  DeliveryCounts Drain(engine::Sandbox& sandbox, Patience patience);

  /// Breaks off what is under way and posts nothing more. Idempotent.
  void Stop();
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

  /// Sandboxes whose posts hang at the same time hold up no others, up to this many.
  static constexpr std::size_t kWorkersMost = 256;

 private:
  void AddWorker();
  void Work();
  /// Posts until the sandbox is quiet, then gives it up. REQUIRES: it is in busy_ for the caller.
  DeliveryCounts DeliverAll(engine::Sandbox& sandbox, Patience patience);
  bool DeliverOne(engine::Sandbox& sandbox, const commands::Outgoing& outgoing, Patience patience);
  bool GiveUp(engine::Sandbox& sandbox);

  Sender& sender_;

  std::mutex mutex_;
  std::condition_variable ready_changed_;
  std::condition_variable busy_changed_;
  std::deque<engine::SandboxPtr> ready_;     // to be served by a worker
  std::set<const engine::Sandbox*> queued_;  // the same, to find them
  std::set<const engine::Sandbox*> busy_;    // somebody posts for them
  std::vector<std::thread> workers_;
  std::size_t idle_workers_ = 0;
  bool stopping_ = false;
  std::atomic<bool> stopped_{false};  // stopping_, for readers without the lock
};

}  // namespace portone::webhook
