// SPDX-License-Identifier: MIT
// Calls that wait until something has happened in a sandbox. However many there are, they need a
// thread only while they are looked at, one for each sandbox in which something happens.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "api/pending_reply.h"
#include "api/reply.h"
#include "engine/elastic_pool.h"
#include "engine/sandbox.h"
#include "verify/fact.h"
#include "webhook/dispatcher.h"

namespace portone::control {

/// What a call waits for. Used by one thread at a time.
class WaitCondition {
 public:
  virtual ~WaitCondition() = default;
  /// The kinds of facts that `Check` looks at.
  virtual verify::FactKindSet kinds() const { return {}; }
  /// Checks the condition; a reply ends the call. When `is_last`, a reply must be returned.
  /// May wait for the sandbox.
  virtual std::optional<api::Reply> Check(const verify::Facts& facts, bool is_last) = 0;
};

/// All members may be called from any thread.
class WaitingCalls {
 public:
  /// REQUIRES: `dispatcher` outlives it.
  explicit WaitingCalls(webhook::Dispatcher& dispatcher);
  WaitingCalls(const WaitingCalls&) = delete;
  WaitingCalls& operator=(const WaitingCalls&) = delete;
  ~WaitingCalls();

  /// Returns a reply that comes when `condition` has one. The condition is checked when the reply
  /// is started, whenever something has happened in the sandbox since, and for the last time after
  /// `timeout` (0: only once) or when the reply expires. The reply is an error when the sandbox is
  /// poisoned, when memory or threads run out, or when the emulator is being stopped.
  std::shared_ptr<const api::PendingReply> Wait(
      engine::SandboxPtr sandbox, std::unique_ptr<WaitCondition> condition,
      std::optional<std::chrono::milliseconds> timeout = std::nullopt);

  /// Runs a short job that may wait for a sandbox, soon and on another thread, for a caller that
  /// may not wait. Does nothing after `Stop`.
  void RunSoon(std::function<void()> job);

  /// Ends all waits, and waits for the threads. Idempotent. REQUIRES: not called from a job.
  void Stop();

 private:
  struct Call;
  struct Group;
  using CallPtr = std::shared_ptr<Call>;
  using GroupPtr = std::shared_ptr<Group>;

  void Add(const CallPtr& call);
  void Expire(const CallPtr& call);
  void Abandon(const CallPtr& call);
  bool Schedule(const GroupPtr& group);
  void CheckGroup(const GroupPtr& group);
  bool TakeTurn(const GroupPtr& group, std::vector<CallPtr>& calls);
  void CheckCalls(Group& group, const std::vector<CallPtr>& calls);
  void CheckEach(Group& group, const std::vector<CallPtr>& calls);
  void Deliver(Call& call, api::Reply reply);

  webhook::Dispatcher& dispatcher_;
  std::mutex mutex_;  // guards what follows and in groups and calls; held for a few instructions
  std::map<const engine::Sandbox*, GroupPtr> groups_;
  bool is_stopped_ = false;
  engine::ElasticPool pool_;
};

}  // namespace portone::control
