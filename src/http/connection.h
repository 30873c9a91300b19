// SPDX-License-Identifier: MIT
// One accepted connection as a state machine on an event loop: reads a request, gets its reply,
// writes it, and reads the next one. Never waits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/reply.h"
#include "engine/elastic_pool.h"
#include "http/byte_stream.h"
#include "http/cancel_token.h"
#include "http/event_loop.h"
#include "http/host_lookup.h"
#include "http/relay.h"
#include "http/reply_head.h"
#include "http/request_parser.h"
#include "http/server_options.h"
#include "http/tls_stream.h"

namespace portone::http {

/// What the connections of a server share. Thread safety: constant, or safe by itself.
struct ServerContext {
  ServerOptions options;
  Handler handler;
  ServerHooks hooks;
  RequestLimits limits;
  engine::ElasticPool workers;           ///< handle requests that may wait for other requests
  engine::ElasticPool external_workers;  ///< those that may wait for something outside the emulator
  std::vector<int> ports{};              ///< the server listens on them; set before it starts
  CancelToken cancel_token{};            ///< ends host lookups
};

/// What the connections of one loop share. Thread safety: used by the loop's thread.
struct LoopContext {
  ServerContext& server;
  EventLoop loop{};
  DateHeader date{};
  bool stopping = false;
  std::vector<char> input = std::vector<char>(std::size_t{64} << 10);
  std::string head{};  ///< of the reply that is being written; keeps its capacity
};

class Connection;
struct Exchange;
struct Url;
using ConnectionList = std::list<std::unique_ptr<Connection>>;

/// Owns the connections of a loop.
class ConnectionOwner {
 public:
  virtual ~ConnectionOwner() = default;
  /// Called after any activity, including when the connection becomes idle or busy.
  virtual void OnActivity(Connection& connection) = 0;
  /// The connection's socket is closed. The owner has to retire the connection.
  virtual void OnClosed(Connection& connection) = 0;
};

class Connection final : public EventLoop::Watcher {
 public:
  /// REQUIRES: `context` and `owner` outlive the connection.
  Connection(std::unique_ptr<ByteStream> stream, LoopContext& context, ConnectionOwner& owner);
  ~Connection() override;

  /// Begins to serve. Returns false when the system refuses.
  bool Start();
  void OnEvents(std::uint32_t events) override;

  /// Whether the connection waits for the first byte of a request.
  bool is_idle() const {
    return state_ == State::kReading && exchange_ == nullptr && stream_->is_ready();
  }
  EventLoop::Milliseconds last_active() const { return last_active_; }
  /// Acts when the peer has been inactive for too long within a request or a reply.
  void CheckDeadline();
  void Close();
  /// The loop is stopping: closes, unless a reply is still to be sent.
  void Stop();

  /// For the owner: which of its lists holds the connection, and where.
  ConnectionList::iterator list_position{};
  bool is_in_idle_list = false;

 private:
  enum class State : std::uint8_t {
    kReading,
    kHandling,  // on another thread
    kWaiting,   // its reply is pending
    kDelaying,  // the reply is complete, and is to be sent later
    kWriting,
    kStreaming,  // the reply goes on for as long as the peer stays
    kRelaying,   // bytes are copied from and to another server, or are to be once it is connected
    kHanging,    // no reply comes; until the peer disconnects
    kLingering,  // the peer may still be sending; its bytes are discarded
    kClosed,
  };
  /// For callbacks that outlast what they wait for: null once the connection has stopped waiting or
  /// streaming. Used on the loop.
  using ConnectionRef = std::shared_ptr<Connection*>;

  void Read();
  bool Receive();
  std::size_t Consume(std::string_view bytes);
  bool CheckReadProgress();
  void Handle();
  void Respond(api::Reply reply);
  void Refuse(int status);
  void EndDelay();
  void FinishReply();
  void HangUpInstead();
  void Write();
  void OnWriteEnded(bool is_complete);
  void ReportAccess(int status) const;
  void NotifyFinished();
  void Linger();
  void Discard();
  void Proceed();

  // In connection_wait.cc.
  void HandOver(bool can_block_externally);
  void HandleAndReply();
  api::Reply CallHandler() const;
  static void StartPending(EventLoop& loop, const api::PendingReply& pending,
                           const ConnectionRef& connection_ref);
  void ReplyWhenReady(std::shared_ptr<const api::PendingReply> pending,
                      ConnectionRef connection_ref);
  void StopWaiting();
  void Abandon();

  // In connection_stream.cc.
  void StartStream();
  void Stream();
  void ResumeWhenReady();
  void StopStream();
  void EndStream();
  void CheckStream(EventLoop::Milliseconds inactive);

  // In connection_proxy.cc.
  void StartTls(std::string_view received);
  void AddSchemeAndServerName(api::Request& request) const;
  bool HandleAsProxy();
  void ServeTunnel(const std::string& host);
  void ConnectToHost(const Url& url, bool may_be_local);
  void OnHostLookedUp(bool may_be_local, BasicResult<Addresses, std::string> found);
  void StartRelay(Addresses addresses);
  void OnRelayConnected(bool is_tunnel);
  void OnRelayFailed(std::string_view reason);
  void EndRelay();
  void RetireRelay();
  void CheckRelay(EventLoop::Milliseconds inactive);

  std::unique_ptr<ByteStream> stream_;
  LoopContext& context_;
  ConnectionOwner& owner_;
  std::unique_ptr<Exchange> exchange_;  // the request being served; null while idle
  std::string unread_;                  // received, and not yet used by the parser
  EventLoop::Milliseconds last_active_;
  State state_ = State::kReading;
  TlsStream* tls_ = nullptr;      // `stream_`, if it is one with TLS; else null
  std::string tunnel_host_;       // the host that the client believes to be connected to; "": none
  std::unique_ptr<Relay> relay_;  // null unless the state is kRelaying
  bool can_read_ = false;         // there may be input in the socket
  bool is_peer_gone_ = false;
  bool needs_more_ = false;  // unread_ is not enough to go on
  bool is_fresh_ = true;     // nothing was received yet, or nothing from within the tunnel
};

}  // namespace portone::http
