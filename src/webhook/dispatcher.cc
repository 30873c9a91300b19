// SPDX-License-Identifier: MIT
#include "webhook/dispatcher.h"

#include <limits>
#include <new>
#include <utility>

#include "api/codec/webhook_body.h"
#include "commands/webhook_deliveries.h"
#include "domain/errors.h"
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

Timeouts ChooseTimeouts(AttemptTrigger trigger, std::optional<milliseconds> fixed) {
  if (fixed) return {*fixed, *fixed, *fixed};
  return trigger == AttemptTrigger::kInitial ? kFirstSend : kResend;
}

}  // namespace

DeliveryCounts& DeliveryCounts::operator+=(const DeliveryCounts& more) {
  succeeded += more.succeeded;
  failed += more.failed;
  refused += more.refused;
  if (refusal.empty()) refusal = more.refusal;
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
  while (sandbox_->engine.HasReadyOutgoing()) {
    // The session comes before the check: a cancellation of the advance sets its flag first and
    // then aborts the session, so one of the two is noticed, here or in Send.
    BeginSession();
    if (!MayPost(timeout)) break;
    const auto outgoing = sandbox_->engine.TakeOutgoing();
    if (!outgoing) break;
    counts += DeliverOne(*outgoing, timeout);
  }
  return counts;
}

/// Whether this lease may post another webhook: an advance pre-empts background delivery, and
/// passes its own timeout.
bool DeliveryLease::MayPost(std::optional<milliseconds> timeout) const {
  const engine::Engine& engine = sandbox_->engine;
  return !dispatcher_.stopped() && !engine.IsAdvanceCancelled() &&
         (timeout || !engine.IsAdvancing());
}

void DeliveryLease::BeginSession() {
  if (session_ != nullptr) return;
  session_ = dispatcher_.sender_.NewSession();
  dispatcher_.AddSession(sandbox_, *session_);
}

HttpResult DeliveryLease::Send(const Post& post) {
  BeginSession();
  return session_->Send(post);
}

/// Posts a webhook. Without the memory for it the attempt has failed.
HttpResult DeliveryLease::SendWebhook(const commands::OutgoingWebhook& outgoing,
                                      std::optional<milliseconds> timeout) {
  try {
    const api::WebhookBody body = api::EncodeWebhookEvent(outgoing.event, outgoing.format);
    const Timeouts limits = ChooseTimeouts(outgoing.trigger, timeout);
    HttpResult result = session_->Send({outgoing.url, body.content_type, body.text, limits.connect,
                                        limits.read, limits.total, outgoing.headers});
    result.body = json::MaskCardNumbers(result.body);
    return result;
  } catch (const std::bad_alloc&) {
    HttpResult result;
    result.error = errors::OutOfMemory().message;
    return result;
  }
}

DeliveryCounts DeliveryLease::DeliverOne(const commands::OutgoingWebhook& outgoing,
                                         std::optional<milliseconds> timeout) {
  commands::RecordWebhookAttempt attempt{outgoing.delivery_id, outgoing.trigger,
                                         outgoing.generation, SendWebhook(outgoing, timeout)};
  const Result<bool> succeeded = sandbox_->engine.Run(engine::WebhookResult{attempt}, attempt);
  const bool has_succeeded = succeeded.ok() && succeeded.value();
  auto& total = has_succeeded ? dispatcher_.succeeded_ : dispatcher_.failed_;
  total.fetch_add(1, std::memory_order_relaxed);
  if (has_succeeded) return {.succeeded = 1};
  if (!HasNoListener(attempt.result)) return {.failed = 1};
  return {.failed = 1, .refused = 1, .refusal = outgoing.url + ": " + attempt.result.error};
}

Dispatcher::Dispatcher(Sender& sender, milliseconds idle_timeout)
    : sender_(sender),
      // Each sandbox is queued once, and their number has a limit of its own.
      workers_({.max_threads = kMaxWorkers,
                .max_queued = std::numeric_limits<std::size_t>::max() - kMaxWorkers,
                .idle_timeout = idle_timeout}) {}

Dispatcher::~Dispatcher() {
  Stop();
}

void Dispatcher::Wake(const engine::SandboxPtr& sandbox) {
  // During an advance, the advancing thread posts.
  if (!sandbox->engine.HasReadyOutgoing() || sandbox->engine.IsAdvancing()) return;
  const std::lock_guard lock(mutex_);
  const engine::Sandbox* key = sandbox.get();
  // The holder of the lease calls Wake again when it releases it.
  if (stopping_ || busy_.contains(key) || queued_.contains(key)) return;
  // Without a thread, the sandbox's next call tries again. The job waits for the lock.
  if (workers_.TryEnqueue([this, sandbox] { DeliverQueued(sandbox); })) queued_.insert(key);
}

/// Posts what is queued, unless another thread has taken that over.
void Dispatcher::DeliverQueued(const engine::SandboxPtr& sandbox) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || !queued_.contains(sandbox.get())) return;
    MarkBusy(sandbox);
  }
  DeliveryLease(*this, sandbox).Deliver();
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
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stopped_.store(true, std::memory_order_relaxed);
  }
  sender_.Abort();
  busy_changed_.notify_all();
  workers_.Shutdown();
}

/// Marks the lease as held, and takes the sandbox out of the queue, so that no worker posts for it.
void Dispatcher::MarkBusy(const engine::SandboxPtr& sandbox) {
  busy_.insert(sandbox.get());
  queued_.erase(sandbox.get());
}

void Dispatcher::Release(const engine::SandboxPtr& sandbox) {
  {
    const std::lock_guard lock(mutex_);
    sessions_.erase(sandbox.get());
    busy_.erase(sandbox.get());
  }
  busy_changed_.notify_all();
  Wake(sandbox);
  sandbox->engine.activity().NotifyWatchers();
}

}  // namespace portone::webhook
