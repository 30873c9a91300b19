// SPDX-License-Identifier: MIT
#include "webhook/dispatcher.h"

#include <system_error>
#include <utility>

#include "api/codec/webhook_body.h"
#include "commands/webhook_deliveries.h"
#include "json/card_number.h"

namespace portone::webhook {

namespace {

using std::chrono::milliseconds;

/// How long to wait for one response, in real time.
struct Timeouts {
  milliseconds connect;
  milliseconds read;
  milliseconds total;
};

// FIDELITY: webhook-timeouts
constexpr Timeouts kFirstSend{milliseconds{10'000}, milliseconds{30'000}, milliseconds{40'000}};
constexpr Timeouts kResend{milliseconds{15'000}, milliseconds{15'000}, milliseconds{15'000}};

Timeouts ChooseTimeouts(AttemptReason reason, std::optional<milliseconds> fixed) {
  if (fixed) return {*fixed, *fixed, *fixed};
  return reason == AttemptReason::kFirst ? kFirstSend : kResend;
}

}  // namespace

DeliveryCounts& DeliveryCounts::operator+=(const DeliveryCounts& more) {
  succeeded += more.succeeded;
  failed += more.failed;
  return *this;
}

DeliveryLease::DeliveryLease(DeliveryLease&& other) noexcept
    : dispatcher_(other.dispatcher_),
      sandbox_(std::exchange(other.sandbox_, nullptr)),
      session_(std::move(other.session_)) {}

DeliveryLease::~DeliveryLease() {
  if (sandbox_ != nullptr) dispatcher_.Release(sandbox_);
}

DeliveryCounts DeliveryLease::Deliver(std::optional<milliseconds> timeout) {
  DeliveryCounts counts;
  while (sandbox_->engine.HasOutgoing()) {
    // Begun before looking whether to stop: who cancels an advance says so first and then aborts
    // the session, so that one of the two is noticed here or in Send.
    BeginSession();
    if (!MayPost(timeout)) break;
    const auto outgoing = sandbox_->engine.TakeOutgoing();
    if (!outgoing) break;
    const bool succeeded = DeliverOne(*outgoing, timeout);
    ++(succeeded ? counts.succeeded : counts.failed);
  }
  return counts;
}

/// An advance pre-empts background delivery and uses its own timeout.
bool DeliveryLease::MayPost(std::optional<milliseconds> timeout) const {
  const engine::Engine& engine = sandbox_->engine;
  return !dispatcher_.stopped() && !engine.AdvanceCancelled() && (timeout || !engine.Advancing());
}

void DeliveryLease::BeginSession() {
  if (session_ != nullptr) return;
  session_ = dispatcher_.sender_.NewSession();
  dispatcher_.AddSession(sandbox_, *session_);
}

bool DeliveryLease::DeliverOne(const commands::OutgoingWebhook& outgoing,
                               std::optional<milliseconds> timeout) {
  const api::WebhookBody body = api::EncodeWebhookEvent(outgoing.event, outgoing.format);
  const Timeouts limits = ChooseTimeouts(outgoing.reason, timeout);
  const Post post{outgoing.url, body.content_type, body.text,       limits.connect,
                  limits.read,  limits.total,      outgoing.headers};
  commands::RecordWebhookAttempt attempt{outgoing.delivery, outgoing.reason, outgoing.generation,
                                         session_->Send(post)};
  attempt.result.body = json::MaskCardNumbers(attempt.result.body);
  const Result<bool> succeeded = sandbox_->engine.Run(engine::WebhookResult{attempt}, attempt);
  const bool has_succeeded = succeeded.ok() && succeeded.value();
  auto& total = has_succeeded ? dispatcher_.succeeded_ : dispatcher_.failed_;
  total.fetch_add(1, std::memory_order_relaxed);
  return has_succeeded;
}

Dispatcher::Dispatcher(Sender& sender, milliseconds idle_timeout)
    : sender_(sender), idle_timeout_(idle_timeout) {}

Dispatcher::~Dispatcher() {
  Stop();
}

void Dispatcher::Wake(const engine::SandboxPtr& sandbox) {
  // During an advance, the advancing thread posts.
  if (!sandbox->engine.HasOutgoing() || sandbox->engine.Advancing()) return;
  Workers finished;
  {
    const std::lock_guard lock(mutex_);
    const engine::Sandbox* key = sandbox.get();
    // The holder of the lease calls Wake again when it releases it.
    if (stopping_ || busy_.contains(key) || !queued_.insert(key).second) return;
    ready_.push_back(sandbox);
    // A notified worker counts as idle until it wakes up, so compare idle workers with the whole
    // queue.
    if (ready_.size() > idle_workers_ && workers_.size() < kMaxWorkers) AddWorker();
    finished.swap(finished_);
  }
  ready_changed_.notify_one();
  for (std::thread& worker : finished)
    worker.join();
}

bool Dispatcher::IsSettled(const engine::SandboxPtr& sandbox) {
  const std::lock_guard lock(mutex_);
  // Whoever takes a webhook from the queue holds the lease until it is posted and recorded.
  return !busy_.contains(sandbox.get()) && !sandbox->engine.HasOutgoing();
}

std::optional<DeliveryLease> Dispatcher::Acquire(const engine::SandboxPtr& sandbox) {
  std::unique_lock lock(mutex_);
  busy_changed_.wait(lock, [&] { return stopping_ || !busy_.contains(sandbox.get()); });
  if (stopping_) return std::nullopt;
  MarkBusy(sandbox);
  return DeliveryLease(*this, sandbox);
}

std::optional<DeliveryLease> Dispatcher::TryAcquire(const engine::SandboxPtr& sandbox) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || busy_.contains(sandbox.get())) return std::nullopt;
  MarkBusy(sandbox);
  return DeliveryLease(*this, sandbox);
}

void Dispatcher::AddSession(const engine::SandboxPtr& sandbox, SendSession& session) {
  const std::lock_guard lock(mutex_);
  sessions_[sandbox.get()] = &session;
}

void Dispatcher::AbortPosts(const engine::SandboxPtr& sandbox) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(sandbox.get());
  if (found != sessions_.end()) found->second->Abort();
}

void Dispatcher::Stop() {
  Workers workers;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stopped_.store(true, std::memory_order_relaxed);
    workers.swap(workers_);
    workers.splice(workers.end(), finished_);
  }
  sender_.Abort();
  ready_changed_.notify_all();
  busy_changed_.notify_all();
  for (std::thread& worker : workers)
    worker.join();
}

/// If no thread can be created, the sandbox waits for an existing worker.
void Dispatcher::AddWorker() {
  const auto self = workers_.emplace(workers_.end());
  try {
    *self = std::thread([this, self] { Work(self); });
  } catch (const std::system_error&) {
    workers_.erase(self);
  }
}

std::size_t Dispatcher::worker_count() const {
  const std::lock_guard lock(mutex_);
  return workers_.size();
}

void Dispatcher::Work(Workers::iterator self) {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_workers_;
    ready_changed_.wait_for(lock, idle_timeout_, [this] { return stopping_ || !ready_.empty(); });
    --idle_workers_;
    if (stopping_) return;  // Stop has taken the threads
    if (ready_.empty()) {
      finished_.splice(finished_.end(), workers_, self);
      return;
    }
    const engine::SandboxPtr sandbox = ready_.front();
    MarkBusy(sandbox);
    lock.unlock();
    DeliveryLease(*this, sandbox).Deliver();
    lock.lock();
  }
}

/// Also takes the sandbox out of the queue, so that no worker picks it up.
void Dispatcher::MarkBusy(const engine::SandboxPtr& sandbox) {
  busy_.insert(sandbox.get());
  if (queued_.erase(sandbox.get()) > 0) {
    std::erase_if(ready_, [&](const auto& one) { return one == sandbox; });
  }
}

void Dispatcher::Release(const engine::SandboxPtr& sandbox) {
  {
    const std::lock_guard lock(mutex_);
    sessions_.erase(sandbox.get());
    busy_.erase(sandbox.get());
  }
  busy_changed_.notify_all();
  Wake(sandbox);
  sandbox->engine.activity().TellWatchers();
}

}  // namespace portone::webhook
