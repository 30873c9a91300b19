// SPDX-License-Identifier: MIT
// How a connection sends a reply that goes on: what is there is read and written, and what is not
// taken by the peer is not read. A peer that takes nothing for as long as within any other reply is
// closed.
#include <memory>
#include <utility>

#include "api/body_stream.h"
#include "http/connection.h"
#include "http/exchange.h"

namespace portone::http {
namespace {

/// Without anything to say for so long, a heartbeat is sent.
constexpr EventLoop::Milliseconds kHeartbeat{15'000};
constexpr int kWritesPerRound = 16;  // then other connections have their turn

}  // namespace

/// The head of the reply is in the loop's buffer.
void Connection::StartStream() {
  state_ = State::kStreaming;
  exchange_->unsent = context_.head + std::exchange(exchange_->reply.body, {});
  exchange_->claim = std::make_shared<Connection*>(this);
  NotifySent();
  if (is_peer_gone_ || context_.stopping) return EndStream();
  Stream();
}

/// Writes what is there, until the peer takes no more or nothing is there.
void Connection::Stream() {
  std::string& unsent = exchange_->unsent;
  for (int i = 0; i < kWritesPerRound; ++i) {
    if (unsent.empty()) unsent = exchange_->reply.stream->Read();
    if (unsent.empty()) return AwaitMore();
    const IoResult result = stream_->Write(unsent, "");
    if (result.state == IoResult::State::kBlocked) return;
    if (result.state != IoResult::State::kDone) return EndStream();
    unsent.erase(0, result.bytes);
    last_active_ = context_.loop.now();
  }
  // Others have their turn.
  const Claim claim = exchange_->claim;
  context_.loop.Post([claim] {
    if (*claim != nullptr) (*claim)->Stream();
  });
}

void Connection::AwaitMore() {
  exchange_->reply.stream->Await([&loop = context_.loop, claim = exchange_->claim] {
    loop.Post([claim] {
      if (*claim != nullptr) (*claim)->Stream();
    });
  });
}

/// Nothing of the stream reaches this connection any more.
void Connection::StopStream() {
  exchange_->reply.stream->Stop();
  *exchange_->claim = nullptr;
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
