// SPDX-License-Identifier: MIT
#include "http/connection.h"

#include <exception>
#include <sys/epoll.h>
#include <utility>

#include "http/exchange.h"
#include "http/transport_errors.h"
#include "sim/clock.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kLingerTimeout{2'000};
constexpr int kReadsPerRound = 16;  // then other connections have their turn
constexpr char kFirstByteOfTls = 0x16;
constexpr std::uint32_t kEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

std::string_view GetPath(std::string_view target) {
  return target.substr(0, target.find('?'));
}

/// The reply to "OPTIONS *", which asks what the server can do as a whole.
api::Reply MakeServerOptionsReply() {
  return {.body = "",
          .content_type = "",
          .headers = {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}};
}

}  // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, LoopContext& context,
                       ConnectionOwner& owner)
    : stream_(std::move(stream)),
      context_(context),
      owner_(owner),
      last_active_(context.loop.now()) {}

Connection::~Connection() = default;

bool Connection::Start() {
  return context_.loop.Watch(stream_->fd(), kEvents, *this);
}

void Connection::OnEvents(std::uint32_t events) {
  if (state_ == State::kClosed) return;
  const bool ends = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  is_peer_gone_ = is_peer_gone_ || ends;
  const bool can_write = (events & EPOLLOUT) != 0;
  can_read_ =
      can_read_ || ends || (events & EPOLLIN) != 0 || (can_write && stream_->awaits_writable());
  if (state_ == State::kRelaying) return relay_->Copy();
  if (state_ == State::kDelaying && is_peer_gone_) {
    EndDelay();
  } else if (state_ == State::kWaiting && is_peer_gone_) {
    Abandon();
  } else if (state_ == State::kWriting && (ends || can_write)) {
    Write();
  } else if (state_ == State::kStreaming && (ends || can_write)) {
    is_peer_gone_ ? EndStream() : Stream();
  } else if (state_ == State::kHanging && is_peer_gone_) {
    Close();
  } else if (state_ == State::kLingering) {
    Discard();
  }
  Proceed();
}

/// Reads on if the connection is in that state, and notifies the owner. Every event ends with it.
void Connection::Proceed() {
  if (state_ == State::kReading) Read();
  if (state_ != State::kClosed) owner_.OnActivity(*this);
}

void Connection::Read() {
  for (int i = 0; state_ == State::kReading; ++i) {
    if (unread_.empty() || needs_more_) {
      if (i == kReadsPerRound) return context_.loop.Rearm(stream_->fd(), kEvents, *this);
      if (!Receive()) return;
    } else {
      unread_.erase(0, Consume(unread_));
    }
    if (unread_.empty()) std::string().swap(unread_);  // frees the memory
    needs_more_ = state_ == State::kReading;
  }
}

/// Receives once, and serves what that completes. Returns false when there was nothing.
bool Connection::Receive() {
  if (!can_read_) return false;
  const std::span<char> buffer(context_.input);
  const IoResult result = stream_->Read(buffer);
  if (result.state == IoResult::State::kEnded || result.state == IoResult::State::kBroken) {
    // What was sent to the peer would be lost if the socket were closed with unread input.
    result.state == IoResult::State::kBroken ? Linger() : Close();
    return false;
  }
  can_read_ = is_peer_gone_ || result.bytes == buffer.size();
  if (result.state == IoResult::State::kBlocked) return false;
  last_active_ = context_.loop.now();
  const std::string_view bytes(buffer.data(), result.bytes);
  if (unread_.empty()) {
    unread_ = bytes.substr(Consume(bytes));
  } else {
    unread_ += bytes;
    unread_.erase(0, Consume(unread_));
  }
  return true;
}

/// Serves the requests in `bytes` for as long as none has to wait. Returns how many bytes were
/// used.
std::size_t Connection::Consume(std::string_view bytes) {
  std::size_t used = 0;
  while (state_ == State::kReading && used < bytes.size()) {
    if (exchange_ == nullptr && bytes[used] == kFirstByteOfTls) {
      StartTls(bytes.substr(used));
      return bytes.size();
    }
    try {
      if (exchange_ == nullptr) exchange_ = std::make_unique<Exchange>(context_.server.limits);
      is_fresh_ = false;
      used += exchange_->parser.Read(bytes.substr(used));
    } catch (const std::exception&) {  // out of memory
      if (exchange_ == nullptr) {
        Close();
      } else {
        Refuse(500);
      }
      break;
    }
    if (!CheckReadProgress()) break;
    Handle();
  }
  const bool keeps_unread_bytes = state_ == State::kReading || state_ == State::kHandling ||
                                  state_ == State::kWaiting || state_ == State::kDelaying ||
                                  state_ == State::kWriting || state_ == State::kStreaming;
  return keeps_unread_bytes ? used : bytes.size();
}

/// Refuses a bad request, and sends 100 Continue to a client that waits for it. Returns whether the
/// request is complete.
bool Connection::CheckReadProgress() {
  RequestParser& parser = exchange_->parser;
  if (parser.refusal() != 0) {
    Refuse(parser.refusal());
    return false;
  }
  if (parser.is_complete()) return true;
  if (parser.has_head() && parser.expects_continue() && !parser.is_http10() &&
      !std::exchange(exchange_->has_sent_continue, true)) {
    stream_->Write("HTTP/1.1 100 Continue\r\n\r\n", "");
  }
  return false;
}

void Connection::Handle() {
  state_ = State::kHandling;
  if (!exchange_->parser.authority().empty() && HandleAsProxy()) return;
  api::Request& request = exchange_->parser.request();
  AddSchemeAndServerName(request);
  if (request.target == "*") return Respond(MakeServerOptionsReply());
  const auto& try_handle = context_.server.hooks.try_handle;
  if (!try_handle) return HandOver(false);
  api::TryResult tried;
  try {
    tried = try_handle(request);
  } catch (...) {
    tried.reply = MakeTransportErrorReply(500);
  }
  if (!tried.reply) return HandOver(tried.can_block_externally);
  if (tried.reply->pending == nullptr) return Respond(*std::move(tried.reply));
  const auto pending = std::move(tried.reply->pending);
  const auto connection_ref = std::make_shared<Connection*>(this);
  ReplyWhenReady(pending, connection_ref);
  StartPending(context_.loop, *pending, connection_ref);
}

void Connection::Refuse(int status) {
  exchange_->is_refused = true;
  Respond(MakeTransportErrorReply(status));
}

void Connection::Respond(api::Reply reply) {
  exchange_->reply = std::move(reply);
  if (exchange_->reply.delay.count() == 0 || is_peer_gone_ || context_.stopping) {
    return FinishReply();
  }
  state_ = State::kDelaying;
  exchange_->timer = context_.loop.StartTimer(exchange_->reply.delay, [this] {
    exchange_->timer.reset();
    FinishReply();
    Proceed();
  });
}

void Connection::EndDelay() {
  context_.loop.CancelTimer(*std::exchange(exchange_->timer, std::nullopt));
  FinishReply();
}

void Connection::FinishReply() {
  const RequestParser& parser = exchange_->parser;
  api::Reply& reply = exchange_->reply;
  last_active_ = context_.loop.now();
  if (reply.hang_up != HangUp::kNone) return HangUpInstead();
  context_.head.clear();
  AppendReplyHead(reply, context_.date.Format(sim::ReadWallClock()),
                  {.keep_alive = parser.keep_alive() && !exchange_->is_refused &&
                                 (reply.stream == nullptr || parser.is_head_request()),
                   .has_length = reply.stream == nullptr,
                   .is_http10 = parser.is_http10(),
                   .idle_timeout = context_.server.options.keep_alive},
                  context_.head);
  if (parser.is_head_request()) {
    reply.body.clear();
    reply.stream.reset();
  }
  if (reply.stream != nullptr) return StartStream();
  const IoResult result = stream_->Write(context_.head, reply.body);
  if (result.state == IoResult::State::kEnded) return OnWriteEnded(false);
  exchange_->sent = result.bytes;
  if (result.bytes == context_.head.size() + reply.body.size()) return OnWriteEnded(true);
  exchange_->head = context_.head;
  state_ = State::kWriting;
}

/// Continues where the last write ended.
void Connection::Write() {
  const std::string_view head = exchange_->head;
  const std::string_view body = exchange_->reply.body;
  for (;;) {
    const std::size_t sent = exchange_->sent;
    if (sent == head.size() + body.size()) return OnWriteEnded(true);
    const std::size_t in_head = std::min(sent, head.size());
    const IoResult result = stream_->Write(head.substr(in_head), body.substr(sent - in_head));
    if (result.state == IoResult::State::kBlocked) return;
    if (result.state == IoResult::State::kEnded) return OnWriteEnded(false);
    exchange_->sent += result.bytes;
    last_active_ = context_.loop.now();
  }
}

void Connection::OnWriteEnded(bool is_complete) {
  ReportAccess(exchange_->reply.status);
  NotifyFinished();
  if (!is_complete) return Close();
  if (exchange_->is_refused || !exchange_->parser.keep_alive()) return Linger();
  if (context_.stopping) return Close();
  exchange_.reset();
  state_ = State::kReading;
}

/// Ends the connection in the way that an injected fault demands, instead of sending the reply.
void Connection::HangUpInstead() {
  ReportAccess(0);
  NotifyFinished();
  const HangUp how = exchange_->reply.hang_up;
  if (how == HangUp::kClose) return Linger();
  if (how == HangUp::kReset) stream_->ResetOnClose();
  if (how == HangUp::kReset || is_peer_gone_ || context_.stopping) return Close();
  state_ = State::kHanging;
}

void Connection::ReportAccess(int status) const {
  const auto& access = context_.server.hooks.access;
  if (!access) return;
  RequestParser& parser = exchange_->parser;
  const bool is_parsed = parser.has_head();
  access({.method = is_parsed ? std::string_view(parser.request().method) : "-",
          .path = is_parsed ? GetPath(parser.request().target) : "-",
          .status = status,
          .reason = exchange_->reply.message,
          .elapsed = exchange_->watch.Elapsed(),
          .reported_in_feed = exchange_->reply.reported_in_feed});
}

void Connection::NotifyFinished() {
  if (exchange_->reply.on_finished) std::exchange(exchange_->reply.on_finished, nullptr)();
}

/// Closes once the peer has, or soon: closing a socket with unread input would reset the
/// connection, and the peer might lose the reply.
void Connection::Linger() {
  if (context_.stopping) return Close();
  exchange_.reset();
  std::string().swap(unread_);
  stream_->ShutdownWrite();
  state_ = State::kLingering;
  Discard();
}

void Connection::Discard() {
  const std::span<char> buffer(context_.input);
  for (int i = 0; i < kReadsPerRound; ++i) {
    const IoResult result = stream_->Read(buffer);
    if (result.state == IoResult::State::kEnded) return Close();
    if (result.state == IoResult::State::kBlocked) return;
  }
  context_.loop.Rearm(stream_->fd(), kEvents, *this);
}

void Connection::CheckDeadline() {
  const ServerOptions& options = context_.server.options;
  const EventLoop::Milliseconds inactive = context_.loop.now() - last_active_;
  if (state_ == State::kReading && inactive >= options.stall_timeout) {
    if (exchange_ == nullptr) return Close();  // within a TLS handshake
    Refuse(408);
    Proceed();
  } else if (state_ == State::kRelaying) {
    CheckRelay(inactive);
  } else if (state_ == State::kStreaming) {
    CheckStream(inactive);
  } else if (state_ == State::kWriting &&
             inactive >= (context_.stopping ? options.stop_grace : options.stall_timeout)) {
    OnWriteEnded(false);
  } else if (state_ == State::kLingering && inactive >= kLingerTimeout) {
    Close();
  }
}

void Connection::Close() {
  if (state_ == State::kClosed) return;
  if (state_ == State::kStreaming) StopStream();
  state_ = State::kClosed;
  RetireRelay();
  stream_.reset();
  owner_.OnClosed(*this);
}

void Connection::Stop() {
  switch (state_) {
    case State::kReading:
    case State::kRelaying:
    case State::kHanging:
    case State::kLingering:
      return Close();
    case State::kDelaying:
      return EndDelay();
    case State::kWaiting:
      return exchange_->pending->expire();
    case State::kStreaming:
      return EndStream();
    case State::kWriting:
      last_active_ = context_.loop.now();
      return;
    case State::kHandling:
    case State::kClosed:
      return;
  }
}

}  // namespace portone::http
