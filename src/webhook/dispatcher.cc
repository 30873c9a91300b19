// SPDX-License-Identifier: MIT
#include "webhook/dispatcher.h"

#include <system_error>
#include <utility>

#include "api/codec/notice_body.h"
#include "commands/deliveries.h"

namespace portone::webhook {

Dispatcher::Dispatcher(Sender& sender) : sender_(sender) {}

Dispatcher::~Dispatcher() {
  Stop();
}

void Dispatcher::Wake(const engine::SandboxPtr& sandbox) {
  // During an advance, whoever advances posts.
  if (!sandbox->engine.HasOutgoing() || sandbox->engine.Advancing()) return;
  const std::lock_guard lock(mutex_);
  const engine::Sandbox* key = sandbox.get();
  // Whoever posts for it looks again before giving it up.
  if (stopping_ || busy_.contains(key) || !queued_.insert(key).second) return;
  ready_.push_back(sandbox);
  // A worker that was notified counts as idle until it wakes, so idle ones are weighed against all
  // that waits.
  if (ready_.size() > idle_workers_ && workers_.size() < kWorkersMost) AddWorker();
  ready_changed_.notify_one();
}

DeliveryCounts Dispatcher::Drain(engine::Sandbox& sandbox, Patience patience) {
  {
    std::unique_lock lock(mutex_);
    busy_changed_.wait(lock, [&] { return stopping_ || !busy_.contains(&sandbox); });
    if (stopping_) return {};
    busy_.insert(&sandbox);
    // A worker that was called for this sandbox and has not come yet must not come later: it would
    // post with another patience, and uncounted.
    if (queued_.erase(&sandbox) > 0) {
      std::erase_if(ready_, [&](const auto& one) { return one.get() == &sandbox; });
    }
  }
  return DeliverAll(sandbox, patience);
}

void Dispatcher::Stop() {
  std::vector<std::thread> workers;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stopped_.store(true, std::memory_order_relaxed);
    workers.swap(workers_);
  }
  sender_.Abort();
  ready_changed_.notify_all();
  busy_changed_.notify_all();
  for (std::thread& worker : workers)
    worker.join();
}

/// Without a thread to be had, the sandbox waits for the workers there are.
void Dispatcher::AddWorker() {
  try {
    workers_.emplace_back([this] { Work(); });
  } catch (const std::system_error&) {
    return;
  }
}

void Dispatcher::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_workers_;
    ready_changed_.wait(lock, [this] { return stopping_ || !ready_.empty(); });
    --idle_workers_;
    if (stopping_) return;
    const engine::SandboxPtr sandbox = std::move(ready_.front());
    ready_.pop_front();
    queued_.erase(sandbox.get());
    if (!busy_.insert(sandbox.get()).second) continue;  // an advance has taken it over
    lock.unlock();
    DeliverAll(*sandbox, kFirstSend);
    lock.lock();
  }
}

DeliveryCounts Dispatcher::DeliverAll(engine::Sandbox& sandbox, Patience patience) {
  DeliveryCounts counts;
  do {
    while (!stopped()) {
      const auto outgoing = sandbox.engine.TakeOutgoing();
      if (!outgoing) break;
      const bool succeeded = DeliverOne(sandbox, *outgoing, patience);
      ++(succeeded ? counts.succeeded : counts.failed);
    }
  } while (!GiveUp(sandbox));
  return counts;
}

bool Dispatcher::DeliverOne(engine::Sandbox& sandbox, const commands::Outgoing& outgoing,
                            Patience patience) {
  const api::NoticeBody body = api::EncodeNotice(outgoing.notice, outgoing.format);
  const PostOutcome answer =
      sender_.Send({outgoing.url, body.content_type, body.text, patience.connect, patience.read});
  engine::Cause cause{.kind = engine::CauseKind::kDelivery,
                      .body = answer.response_body,
                      .delivery = outgoing.delivery,
                      .status = answer.status,
                      .error = answer.error};
  const Result<bool> succeeded = sandbox.engine.Run(
      std::move(cause),
      commands::RecordDelivery{outgoing.delivery,
                               outgoing.generation,
                               {answer.status, answer.error, answer.response_body, answer.took}});
  return succeeded.ok() && succeeded.value();
}

/// False when there is more to post after all.
bool Dispatcher::GiveUp(engine::Sandbox& sandbox) {
  const std::lock_guard lock(mutex_);
  if (!stopping_ && sandbox.engine.HasOutgoing()) return false;
  busy_.erase(&sandbox);
  busy_changed_.notify_all();
  return true;
}

}  // namespace portone::webhook
