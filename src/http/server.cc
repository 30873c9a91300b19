// SPDX-License-Identifier: MIT
#include "http/server.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <httplib.h>

#include "http/adapt.h"
#include "http/connection_stream.h"
#include "http/elastic_pool.h"
#include "http/request_body.h"
#include "http/transport_errors.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr int kBacklog = 1024;  // with the library's 5, parallel tests lose connections
constexpr std::size_t kUnlimitedRequests = 1'000'000'000;  // per connection; sent to clients
constexpr std::chrono::seconds kIdleSlice{1};

/// Adapts our pool to the library's task queue.
class PoolQueue final : public httplib::TaskQueue {
 public:
  explicit PoolQueue(std::size_t max_threads) : pool_({.max_threads = max_threads}) {}
  void enqueue(std::function<void()> job) override { pool_.Enqueue(std::move(job)); }
  void shutdown() override { pool_.Shutdown(); }

 private:
  ElasticPool pool_;
};

/// The state of one request and its reply, which the library has no place to store.
struct Exchange {
  sim::Stopwatch watch{};
  std::optional<api::Request> request{};  // set once its head has been parsed
  int refusal = 0;                     // HTTP status if the transport refuses the request, else 0
  int status = 0;                      // of the reply
  std::chrono::milliseconds delay{0};  // this and the next two: from the reply
  HangUp hang_up = HangUp::kNone;
  std::function<void()> on_sent{};
};

/// The exchange that this thread is handling: the library's callbacks have no context argument.
thread_local Exchange* this_exchange = nullptr;

std::string PathOf(const std::string& target) {
  return target.substr(0, target.find('?'));
}

/// The HTTP status of a reply written by the library.
int StatusOf(const std::string& reply) {
  constexpr std::size_t kOffset = std::string_view("HTTP/1.1 ").size();
  return reply.size() < kOffset + 3 ? 400 : std::atoi(reply.c_str() + kOffset);
}

/// Applies an injected hang-up before the connection is closed.
void ApplyHangUp(ConnectionStream& stream, HangUp how) {
  switch (how) {
    case HangUp::kNone:
      break;
    case HangUp::kClose:
      stream.Linger();
      break;
    case HangUp::kReset:
      stream.ResetOnClose();
      break;
    case HangUp::kTimeout:
      stream.WaitForDisconnect(std::chrono::milliseconds::max());
      break;
  }
}

bool IsSupportedMethod(const std::string& method) {
  return method != "CONNECT" && method != "TRACE" && method != "PRI";
}

}  // namespace

/// cpp-httplib's server with its connection loop replaced: ours waits without polling, limits what
/// is read, and sends each reply in one write. The library parses heads and formats replies.
class Server::Impl final : public httplib::Server {
 public:
  Impl(ServerOptions options, http::Server::Handler handler, ServerHooks hooks);
  ~Impl() override;

  int Start();
  void Stop();

 private:
  bool process_and_close_socket(socket_t fd) override;
  void Configure();
  bool AwaitRequest(ConnectionStream& stream) const;
  bool ServeOne(ConnectionStream& stream);
  void ReadRequest(ConnectionStream& stream, httplib::Request& head);
  void Respond(httplib::Response& response);

  const ServerOptions options_;
  const http::Server::Handler handler_;
  const ServerHooks hooks_;
  const int stop_fd_;  // readable once the server is stopping
  int listen_fd_ = -1;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> connections_ = 0;
  std::once_flag stopped_;
  std::thread acceptor_;
};

Server::Impl::Impl(ServerOptions options, http::Server::Handler handler, ServerHooks hooks)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      hooks_(std::move(hooks)),
      stop_fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (stop_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  Configure();
}

Server::Impl::~Impl() {
  Stop();
  ::close(stop_fd_);
}

void Server::Impl::Configure() {
  set_tcp_nodelay(true);  // inherited by accepted connections; without it a reply takes 40 ms
  set_socket_options([this](socket_t fd) {
    // Instead of the library's SO_REUSEPORT, which would let a second instance start silently and
    // take half of the connections.
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    listen_fd_ = fd;
  });
  set_keep_alive_max_count(kUnlimitedRequests);
  set_keep_alive_timeout(options_.keep_alive.count());
  new_task_queue = [this] { return new PoolQueue(options_.max_connections); };
  // Runs before the library's routing; no routes are registered, so no regex is evaluated.
  set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
    Respond(response);
    return HandlerResponse::Handled;
  });
  set_exception_handler([](const httplib::Request&, httplib::Response& response, auto) {
    AdaptReply(TransportErrorReply(500), response);
  });
  set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    if (response.has_header("Connection")) response.headers.erase("Keep-Alive");
    response.headers.erase("Accept-Ranges");
    this_exchange->status = response.status;
  });
}

int Server::Impl::Start() {
  const auto fail = [this](const std::string& reason) -> ListenError {
    return ListenError("cannot listen on " + options_.host + ":" + std::to_string(options_.port) +
                       ": " + reason);
  };
  if (stopping_) throw fail("the server was stopped");
  errno = 0;
  if (!bind_to_port(options_.host, options_.port)) {
    const int error = errno;
    throw fail(listen_fd_ == -1 ? "no such address" : std::generic_category().message(error));
  }
  if (::listen(listen_fd_, kBacklog) != 0) throw fail(std::generic_category().message(errno));
  sockaddr_in6 address{};  // large enough for IPv4 and IPv6; the port has the same offset in both
  socklen_t size = sizeof(address);
  ::getsockname(listen_fd_, reinterpret_cast<sockaddr*>(&address), &size);
  acceptor_ = std::thread([this] { listen_after_bind(); });
  return ntohs(address.sin6_port);
}

void Server::Impl::Stop() {
  std::call_once(stopped_, [this] {
    stopping_ = true;
    ::eventfd_write(stop_fd_, 1);
    if (!acceptor_.joinable()) return;
    // Wakes the acceptor, which closes the socket itself and then waits for all connections. The
    // library's stop() closes it from this thread, while the acceptor may still use a descriptor
    // number that has since been reused.
    ::shutdown(listen_fd_, SHUT_RDWR);
    acceptor_.join();
  });
}

bool Server::Impl::process_and_close_socket(socket_t fd) {
  ++connections_;
  ConnectionStream stream(fd, stop_fd_,
                          {.max_head_bytes = options_.max_head_bytes,
                           .max_head_lines = options_.max_head_lines,
                           .stall_timeout = options_.stall_timeout,
                           .stop_grace = options_.stop_grace});
  while (AwaitRequest(stream) && ServeOne(stream)) {
  }
  if (!stream.resets()) ::shutdown(fd, SHUT_RDWR);
  ::close(fd);
  --connections_;
  return true;
}

bool Server::Impl::AwaitRequest(ConnectionStream& stream) const {
  for (std::chrono::seconds waited{0}; !stopping_;) {
    const auto wait = stream.AwaitInput(kIdleSlice);
    if (wait != ConnectionStream::Wait::kTimeout) return wait == ConnectionStream::Wait::kReady;
    if (connections_ * 4 >= options_.max_connections * 3) return false;
    waited += kIdleSlice;
    if (waited >= options_.keep_alive) return false;
  }
  return false;
}

/// Serves one request. Returns whether another may follow on the same connection.
bool Server::Impl::ServeOne(ConnectionStream& stream) {
  Exchange exchange;
  this_exchange = &exchange;
  bool close_requested = false;
  stream.BeginHead();
  const bool written = process_request(stream, stopping_, close_requested,
                                       [&](httplib::Request& head) { ReadRequest(stream, head); });
  stream.EndHead();
  this_exchange = nullptr;

  const auto notify_sent = [&] {
    if (exchange.on_sent) std::exchange(exchange.on_sent, nullptr)();
  };
  if (stream.end() == StreamEnd::kClosed || stream.end() == StreamEnd::kStopping) {
    notify_sent();
    return false;
  }
  if (!exchange.request) {  // the library rejected the head; replace its reply with our envelope
    const int library_status = StatusOf(stream.TakeOutput());
    exchange.refusal = stream.end() == StreamEnd::kHeadTooLarge ? 431
                       : stream.end() == StreamEnd::kStalled    ? 408
                                                                : library_status;
    exchange.status = exchange.refusal;
    const std::string bytes = TransportErrorBytes(exchange.refusal);
    stream.write(bytes.data(), bytes.size());
  }
  if (exchange.delay.count() > 0) stream.WaitForDisconnect(exchange.delay);
  const bool hangs_up = exchange.hang_up != HangUp::kNone;
  if (hangs_up) {
    stream.TakeOutput();  // discard the reply
    exchange.status = 0;
  }
  const bool flushed = !hangs_up && stream.Flush();
  if (hooks_.access) {
    const bool parsed = exchange.request.has_value();
    hooks_.access({.method = parsed ? exchange.request->method : "-",
                   .path = parsed ? PathOf(exchange.request->target) : "-",
                   .status = exchange.status,
                   .took = exchange.watch.Elapsed()});
  }
  notify_sent();
  if (hangs_up) ApplyHangUp(stream, exchange.hang_up);
  if (exchange.refusal != 0 && flushed) stream.Linger();
  return written && flushed && exchange.refusal == 0 && !close_requested;
}

/// Called by the library after it has parsed a head: converts the request and reads its body.
void Server::Impl::ReadRequest(ConnectionStream& stream, httplib::Request& head) {
  stream.EndHead();
  Exchange& exchange = *this_exchange;
  exchange.request = AdaptRequest(head);
  try {
    const std::size_t limit =
        options_.body_limit ? options_.body_limit(*exchange.request) : options_.max_body_bytes;
    exchange.refusal =
        IsSupportedMethod(head.method) ? ReadBody(stream, limit, *exchange.request) : 405;
  } catch (const std::exception&) {  // out of memory; nothing else would catch it here
    exchange.refusal = 500;
  }
  head.headers.erase("Expect");           // already answered
  head.headers.erase("Accept-Encoding");  // brotli at its best quality costs 2 ms per reply
  head.ranges.clear();                    // ranges are not supported
}

/// Called by the library to get the reply.
void Server::Impl::Respond(httplib::Response& response) {
  Exchange& exchange = *this_exchange;
  if (exchange.refusal != 0) {
    AdaptReply(TransportErrorReply(exchange.refusal), response);
    response.set_header("Connection", "close");
    return;
  }
  api::Reply reply = handler_(*exchange.request);
  exchange.on_sent = std::move(reply.on_sent);
  exchange.delay = reply.delay;
  exchange.hang_up = reply.hang_up;
  AdaptReply(std::move(reply), response);
}

Server::Server(ServerOptions options, Handler handler, ServerHooks hooks)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler), std::move(hooks))) {}

Server::~Server() = default;

int Server::Start() {
  return impl_->Start();
}

void Server::Stop() {
  impl_->Stop();
}

}  // namespace portone::http
