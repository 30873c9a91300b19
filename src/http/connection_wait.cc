// SPDX-License-Identifier: MIT
// How a connection waits for a reply that its loop could not make at once: for a thread that may
// wait, and for the delivery of a pending reply.
#include <memory>
#include <optional>
#include <utility>

#include "api/pending_reply.h"
#include "http/connection.h"
#include "http/exchange.h"
#include "http/transport_errors.h"

namespace portone::http {

/// Has the request handled on a thread that may wait. This connection lives until the reply is
/// there.
void Connection::HandOver(bool can_block_externally) {
  engine::ElasticPool& pool =
      can_block_externally ? context_.server.external_workers : context_.server.workers;
  if (!pool.TryEnqueue([this] { HandleAndReply(); })) Respond(MakeTransportErrorReply(503));
}

/// Called on a thread that may wait.
void Connection::HandleAndReply() {
  EventLoop& loop = context_.loop;
  exchange_->reply = CallHandler();
  const std::shared_ptr<const api::PendingReply> pending = exchange_->reply.pending;
  if (pending == nullptr) {
    return loop.Post([this] {
      Respond(std::move(exchange_->reply));
      Proceed();
    });
  }
  const auto connection_ref = std::make_shared<Connection*>(this);
  loop.Post([this, pending, connection_ref] {
    ReplyWhenReady(pending, connection_ref);
    Proceed();
  });
  // From here on the connection may be closed at any time.
  StartPending(loop, *pending, connection_ref);
}

/// Called on the thread that the request was handled on.
void Connection::StartPending(EventLoop& loop, const api::PendingReply& pending,
                              const ConnectionRef& connection_ref) {
  const auto deliver = [&loop, connection_ref](api::Reply reply) {
    loop.Post([connection_ref, reply = std::move(reply)]() mutable {
      Connection* const connection = *connection_ref;
      if (connection == nullptr) return;
      connection->StopWaiting();
      connection->Respond(std::move(reply));
      connection->Proceed();
    });
  };
  try {
    pending.start(deliver);
  } catch (...) {
    deliver(MakeTransportErrorReply(500));
  }
}

/// Waits, without a thread, for the reply to be delivered.
void Connection::ReplyWhenReady(std::shared_ptr<const api::PendingReply> pending,
                                ConnectionRef connection_ref) {
  state_ = State::kWaiting;
  exchange_->pending = std::move(pending);
  exchange_->connection_ref = std::move(connection_ref);
  if (is_peer_gone_) return Abandon();
  if (context_.stopping) return exchange_->pending->expire();
  if (!exchange_->pending->timeout) return;
  exchange_->timer = context_.loop.StartTimer(*exchange_->pending->timeout, [this] {
    exchange_->timer.reset();
    exchange_->pending->expire();
  });
}

/// Forgets the pending reply.
void Connection::StopWaiting() {
  if (exchange_->timer) context_.loop.CancelTimer(*std::exchange(exchange_->timer, std::nullopt));
  *exchange_->connection_ref = nullptr;
  exchange_->pending.reset();
}

/// The peer went away before the pending reply was there.
void Connection::Abandon() {
  exchange_->pending->abandon();
  StopWaiting();
  ReportAccess(0);
  Close();
}

api::Reply Connection::CallHandler() const {
  try {
    return context_.server.handler(exchange_->parser.request());
  } catch (...) {
    return MakeTransportErrorReply(500);
  }
}

}  // namespace portone::http
