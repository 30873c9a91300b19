// SPDX-License-Identifier: MIT
#include "control/waiting_calls.h"

#include <list>
#include <new>
#include <utility>

#include "control/control_reply.h"
#include "control/facts.h"
#include "domain/errors.h"

namespace portone::control {

using std::chrono::milliseconds;

namespace {

api::Reply MakeOutOfThreadsReply() {
  return MakeErrorReply(control::ToControlError(errors::OutOfThreads()));
}

}  // namespace

/// One call. The lock of its owner guards the members that change.
struct WaitingCalls::Call {
  Call(engine::SandboxPtr its_sandbox, std::unique_ptr<WaitCondition> its_condition, bool only_once)
      : sandbox(std::move(its_sandbox)),
        condition(std::move(its_condition)),
        is_expired(only_once) {}

  const engine::SandboxPtr sandbox;
  const std::unique_ptr<WaitCondition> condition;  // for the thread that looks at the group
  api::PendingReply::Deliver deliver;
  GroupPtr group;                         // while it waits
  std::list<CallPtr>::iterator position;  // in the group
  bool is_expired;
  bool is_over = false;
};

/// The calls of one sandbox. They are looked at together, by one thread at a time.
struct WaitingCalls::Group final : engine::ActivityLog::Watcher,
                                   std::enable_shared_from_this<Group> {
  Group(WaitingCalls& its_owner, engine::SandboxPtr its_sandbox)
      : owner(its_owner), sandbox(std::move(its_sandbox)) {}

  void OnActivity() override { owner.Schedule(shared_from_this()); }

  WaitingCalls& owner;
  const engine::SandboxPtr sandbox;
  // Guarded by the owner's lock.
  std::list<CallPtr> calls;
  bool is_scheduled = false;
  bool has_news = false;
  // For the thread that looks at it.
  FactCollector facts;
  bool is_watching = false;
};

WaitingCalls::WaitingCalls(webhook::Dispatcher& dispatcher)
    : dispatcher_(dispatcher), pool_({.max_threads = 64, .max_queued = std::size_t{1} << 20}) {}

WaitingCalls::~WaitingCalls() {
  Stop();
}

std::shared_ptr<const api::PendingReply> WaitingCalls::Wait(
    engine::SandboxPtr sandbox, std::unique_ptr<WaitCondition> condition,
    std::optional<milliseconds> timeout) {
  const bool only_once = timeout == milliseconds{0};
  const auto call = std::make_shared<Call>(std::move(sandbox), std::move(condition), only_once);
  auto pending = std::make_shared<api::PendingReply>();
  pending->start = [this, call](api::PendingReply::Deliver deliver) {
    call->deliver = std::move(deliver);
    Add(call);
  };
  pending->expire = [this, call] { Expire(call); };
  pending->abandon = [this, call] { Abandon(call); };
  if (!only_once) pending->timeout = timeout;
  return pending;
}

void WaitingCalls::Add(const CallPtr& call) {
  GroupPtr group;
  {
    const std::lock_guard lock(mutex_);
    if (call->is_over) return;
    if (is_stopped_) return call->deliver(MakeErrorReply(MakeShuttingDownError()));
    GroupPtr& found = groups_[call->sandbox.get()];
    if (found == nullptr) found = std::make_shared<Group>(*this, call->sandbox);
    group = found;
    call->group = group;
    call->position = group->calls.insert(group->calls.end(), call);
  }
  if (!Schedule(group)) Deliver(*call, MakeOutOfThreadsReply());
}

void WaitingCalls::Expire(const CallPtr& call) {
  GroupPtr group;
  {
    const std::lock_guard lock(mutex_);
    call->is_expired = true;
    group = call->group;
  }
  if (group != nullptr && !Schedule(group)) Deliver(*call, MakeOutOfThreadsReply());
}

void WaitingCalls::Abandon(const CallPtr& call) {
  GroupPtr group;
  {
    const std::lock_guard lock(mutex_);
    call->is_over = true;
    group = std::exchange(call->group, nullptr);
    if (group != nullptr) group->calls.erase(call->position);
  }
  if (group != nullptr) Schedule(group);  // it may have no calls left
}

/// Has the group looked at soon. Returns false when no thread can do so.
bool WaitingCalls::Schedule(const GroupPtr& group) {
  const std::lock_guard lock(mutex_);
  group->has_news = true;
  if (group->is_scheduled || is_stopped_) return true;
  group->is_scheduled = pool_.TryEnqueue([this, group] { CheckGroup(group); });
  return group->is_scheduled;
}

void WaitingCalls::RunSoon(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  if (!is_stopped_) pool_.TryEnqueue(std::move(job));
}

/// Runs on a thread of the pool, which then also handles what has happened meanwhile.
void WaitingCalls::CheckGroup(const GroupPtr& group) {
  engine::ActivityLog& activity = group->sandbox->engine.activity();
  if (!std::exchange(group->is_watching, true)) activity.Watch(*group);
  std::vector<CallPtr> calls;
  while (TakeTurn(group, calls)) {
    if (calls.empty()) {
      group->is_watching = false;
      return activity.Unwatch(*group);
    }
    CheckCalls(*group, calls);
  }
}

/// Returns false, and the group can be scheduled again, when nothing has happened since its last
/// turn. A group without calls is forgotten.
bool WaitingCalls::TakeTurn(const GroupPtr& group, std::vector<CallPtr>& calls) {
  const std::lock_guard lock(mutex_);
  calls.assign(group->calls.begin(), group->calls.end());
  if (calls.empty()) {
    const auto found = groups_.find(group->sandbox.get());
    if (found != groups_.end() && found->second == group) groups_.erase(found);
    return true;
  }
  group->is_scheduled = std::exchange(group->has_news, false);
  return group->is_scheduled;
}

/// Without the memory to look at what has happened, the calls end with an error.
void WaitingCalls::CheckCalls(Group& group, const std::vector<CallPtr>& calls) {
  try {
    CheckEach(group, calls);
  } catch (const std::bad_alloc&) {
    for (const CallPtr& call : calls)
      Deliver(*call, MakeErrorReply(ToControlError(errors::OutOfMemory())));
  }
}

void WaitingCalls::CheckEach(Group& group, const std::vector<CallPtr>& calls) {
  verify::FactKindSet kinds;
  for (const CallPtr& call : calls)
    kinds = kinds | call->condition->kinds();
  const Result<Done> collected = group.facts.Collect(group.sandbox->engine, kinds);
  // Collecting may have fired events that send webhooks.
  dispatcher_.Wake(group.sandbox);
  for (const CallPtr& call : calls) {
    bool is_last = false;
    {
      const std::lock_guard lock(mutex_);
      if (call->is_over) continue;
      is_last = call->is_expired;
    }
    std::optional<api::Reply> reply;
    if (collected.ok()) {
      reply = call->condition->Check(group.facts.facts(), is_last);
    } else {
      reply = MakeErrorReply(ToControlError(collected.error()));
    }
    if (reply) Deliver(*call, *std::move(reply));
  }
}

void WaitingCalls::Deliver(Call& call, api::Reply reply) {
  const std::lock_guard lock(mutex_);
  if (call.is_over) return;
  // With the lock held: once `Abandon` has returned, nothing is delivered.
  call.deliver(std::move(reply));
  call.is_over = true;
  const GroupPtr group = std::exchange(call.group, nullptr);
  if (group != nullptr) group->calls.erase(call.position);
}

void WaitingCalls::Stop() {
  std::map<const engine::Sandbox*, GroupPtr> groups;
  std::vector<CallPtr> calls;
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    groups.swap(groups_);
    for (const auto& [sandbox, group] : groups)
      calls.insert(calls.end(), group->calls.begin(), group->calls.end());
  }
  for (const CallPtr& call : calls)
    Deliver(*call, MakeErrorReply(MakeShuttingDownError()));
  pool_.Shutdown();
  for (const auto& [sandbox, group] : groups) {
    if (group->is_watching) group->sandbox->engine.activity().Unwatch(*group);
  }
}

}  // namespace portone::control
