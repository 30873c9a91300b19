// SPDX-License-Identifier: MIT
// How a connection sends a reply that goes on. It reads more of the stream only when the peer has
// taken what was read before. A peer that takes nothing for `stall_timeout` is disconnected, as
// within any other reply.
#include <memory>
#include <utility>

#include "api/body_stream.h"
#include "http/connection.h"
#include "http/exchange.h"

namespace portone::http {
namespace {

/// A stream that has had nothing to send for this long sends a heartbeat.
constexpr EventLoop::Milliseconds kHeartbeat{15'000};
constexpr int kWritesPerRound = 16;  // then other connections have their turn

}  // namespace

/// REQUIRES: the head of the reply is in the loop's buffer.
void Connection::StartStream() {
  state_ = State::kStreaming;
  exchange_->unsent = context_.head + std::exchange(exchange_->reply.body, {});
  exchange_->connection_ref = std::make_shared<Connection*>(this);
  NotifyFinished();
  if (is_peer_gone_ || context_.stopping) return EndStream();
  Stream();
}

/// Writes what the stream has, until the peer takes no more or the stream has nothing left.
void Connection::Stream() {
  std::string& unsent = exchange_->unsent;
  for (int i = 0; i < kWritesPerRound; ++i) {
    if (unsent.empty()) unsent = exchange_->reply.stream->Read();
    if (unsent.empty()) return ResumeWhenReady();
    const IoResult result = stream_->Write(unsent, "");
    if (result.state == IoResult::State::kBlocked) return;
    if (result.state != IoResult::State::kDone) return EndStream();
    unsent.erase(0, result.bytes);
    last_active_ = context_.loop.now();
  }
  // Others have their turn.
  const ConnectionRef connection_ref = exchange_->connection_ref;
  context_.loop.Post([connection_ref] {
    if (*connection_ref != nullptr) (*connection_ref)->Stream();
  });
}

void Connection::ResumeWhenReady() {
  exchange_->reply.stream->NotifyWhenReady(
      [&loop = context_.loop, connection_ref = exchange_->connection_ref] {
        loop.Post([connection_ref] {
          if (*connection_ref != nullptr) (*connection_ref)->Stream();
        });
      });
}

/// Detaches the stream, so that it no longer wakes this connection.
void Connection::StopStream() {
  exchange_->reply.stream->Stop();
  *exchange_->connection_ref = nullptr;
}

void Connection::EndStream() {
  ReportAccess(exchange_->reply.status);
  Close();
}

void Connection::CheckStream(EventLoop::Milliseconds inactive) {
  if (!exchange_->unsent.empty()) {
    if (inactive >= context_.server.options.stall_timeout) EndStream();
    return;
  }
  if (inactive < kHeartbeat) return;
  exchange_->unsent = exchange_->reply.stream->Heartbeat();
  Stream();
}

}  // namespace portone::http
