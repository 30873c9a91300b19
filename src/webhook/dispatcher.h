// SPDX-License-Identifier: MIT
// Posts the webhooks of all sandboxes: those of one sandbox sequentially and in event order,
// different sandboxes concurrently. Holds no lock while posting, because receivers call back.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "commands/transaction.h"
#include "engine/elastic_pool.h"
#include "engine/sandbox.h"
#include "webhook/sender.h"

namespace portone::webhook {

struct DeliveryCounts {
  std::size_t succeeded = 0;
  std::size_t failed = 0;
  std::size_t refused = 0;  ///< of the failed ones: nothing takes connections at the URL
  std::string refusal{};    ///< of the first of those: "http://shop/hook: connection refused"

  DeliveryCounts& operator+=(const DeliveryCounts& more);
};

class Dispatcher;

/// The exclusive right to post for one sandbox, held for the lifetime of this object. Other threads
/// wait, or leave posting to the holder. On release, anything still queued is handed to a worker.
/// Thread safety: used by one thread.
class DeliveryLease {
 public:
  DeliveryLease(DeliveryLease&& other) noexcept;
  DeliveryLease& operator=(DeliveryLease&&) = delete;
  DeliveryLease(const DeliveryLease&) = delete;
  ~DeliveryLease();

  /// Posts on this thread until nothing in the sandbox's queue can be posted. `timeout` limits each
  /// response. Without one, PortOne's own timeouts apply and posting stops as soon as an advance
  /// begins. It also stops when the advance in progress is cancelled.
  DeliveryCounts Deliver(std::optional<std::chrono::milliseconds> timeout = std::nullopt);

  /// Sends a POST that is not a webhook. AbortPosts and Dispatcher::Stop abort it, too.
  HttpResult Send(const Post& post);

 private:
  friend class Dispatcher;

  bool MayPost(std::optional<std::chrono::milliseconds> timeout) const;
  void BeginSession();
  HttpResult SendWebhook(const commands::OutgoingWebhook& outgoing,
                         std::optional<std::chrono::milliseconds> timeout);
  DeliveryCounts DeliverOne(const commands::OutgoingWebhook& outgoing,
                            std::optional<std::chrono::milliseconds> timeout);

  DeliveryLease(Dispatcher& dispatcher, engine::SandboxPtr sandbox)
      : dispatcher_(dispatcher), sandbox_(std::move(sandbox)) {}

  Dispatcher& dispatcher_;
  engine::SandboxPtr sandbox_;            // null once moved from
  std::unique_ptr<SendSession> session_;  // from the first post on
};

/// How many attempts to post a webhook were made since the start, by their outcome.
struct AttemptTotals {
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
};

/// All members may be called from any thread.
class Dispatcher {
 public:
  /// `idle_timeout`: how long a worker without work stays. REQUIRES: `sender` outlives the
  /// dispatcher.
  explicit Dispatcher(Sender& sender, std::chrono::milliseconds idle_timeout = kIdleTimeout);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  ~Dispatcher();

  /// Schedules the sandbox's queued webhooks to be posted on another thread.
  void Wake(const engine::SandboxPtr& sandbox);
  /// Whether no webhook of the sandbox is waiting to be posted or being posted. When that may have
  /// become true, the watchers of its activity log are notified.
  bool IsSettled(const engine::SandboxPtr& sandbox);

  /// Waits until no other thread posts for the sandbox. Nullopt when the dispatcher is stopped.
  std::optional<DeliveryLease> Acquire(const engine::SandboxPtr& sandbox);
  /// Does not wait: nullopt also when another thread posts for the sandbox.
  std::optional<DeliveryLease> TryAcquire(const engine::SandboxPtr& sandbox);

  /// Aborts the post of this sandbox that is in progress, and further ones of the same lease.
  void AbortPosts(const engine::SandboxPtr& sandbox);
  /// Aborts posts in progress and starts no new ones. Idempotent.
  void Stop();
  /// The sender, for posts that are not webhooks.
  Sender& sender() { return sender_; }
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

  /// The maximum number of workers: up to this many sandboxes may hang without delaying others.
  static constexpr std::size_t kMaxWorkers = 256;
  static constexpr std::chrono::milliseconds kIdleTimeout{10'000};
  /// The attempts of all sandboxes, also of those that were removed. Takes no lock.
  AttemptTotals attempts() const {
    return {succeeded_.load(std::memory_order_relaxed), failed_.load(std::memory_order_relaxed)};
  }
  /// The current number of workers.
  std::size_t worker_count() const { return workers_.thread_count(); }

 private:
  friend class DeliveryLease;

  void DeliverQueued(const engine::SandboxPtr& sandbox);
  void MarkBusy(const engine::SandboxPtr& sandbox);  // REQUIRES: mutex_ is held
  void AddSession(const engine::SandboxPtr& sandbox, SendSession& session);
  void Release(const engine::SandboxPtr& sandbox);

  Sender& sender_;

  std::mutex mutex_;
  std::condition_variable busy_changed_;
  std::set<const engine::Sandbox*> queued_;                  // a worker will post for them
  std::set<const engine::Sandbox*> busy_;                    // a thread holds their lease
  std::map<const engine::Sandbox*, SendSession*> sessions_;  // of the leases that have posted
  bool stopping_ = false;
  std::atomic<bool> stopped_{false};  // stopping_, readable without the lock
  std::atomic<std::uint64_t> succeeded_{0};
  std::atomic<std::uint64_t> failed_{0};

  engine::ElasticPool workers_;  // the last member: its threads use the others
};

}  // namespace portone::webhook
