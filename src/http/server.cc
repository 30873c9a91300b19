// SPDX-License-Identifier: MIT
#include "http/server.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "http/connection_set.h"
#include "http/listener.h"

namespace portone::http {
namespace {

/// How many connections the limit of open files allows, with some left for everything else.
std::size_t GetMaxConnections() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 512;
  return static_cast<std::size_t>(limit.rlim_cur - limit.rlim_cur / 8);
}

std::size_t CountLoops(std::size_t wanted) {
  if (wanted > 0) return wanted;
  return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

RequestLimits MakeRequestLimits(const ServerOptions& options) {
  RequestLimits limits;
  limits.head.max_bytes = options.max_head_bytes;
  limits.head.max_lines = options.max_head_lines;
  limits.body_limit = options.body_limit;
  if (!limits.body_limit) {
    limits.body_limit = [most = options.max_body_bytes](const api::Request&) { return most; };
  }
  return limits;
}

}  // namespace

/// One thread, and the connections that it serves.
struct ServerLoop {
  ServerLoop(ServerContext& server, std::atomic<std::size_t>& total)
      : context{server}, connections(context, total) {}

  LoopContext context;
  ConnectionSet connections;
  std::thread thread;
};

class Server::Impl {
 public:
  Impl(ServerOptions options, Handler handler, ServerHooks hooks)
      : context_{.options = options,
                 .handler = std::move(handler),
                 .hooks = std::move(hooks),
                 .limits = MakeRequestLimits(options),
                 .workers = engine::ElasticPool(
                     {.max_threads = options.max_workers, .max_queued = options.max_queued}),
                 .external_workers = engine::ElasticPool(
                     {.max_threads = options.max_external_workers, .max_queued = 0})} {}

  int Start();
  void Stop();
  const std::vector<int>& ports() const { return context_.ports; }

 private:
  std::vector<int> OpenSockets();
  AcceptHooks MakeAcceptHooks();
  bool MakeRoom();
  void Take(int fd);
  void StopAccepting();

  ServerContext context_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::vector<std::unique_ptr<ServerLoop>> loops_;
  std::vector<std::unique_ptr<Listener>> listeners_;  // on the first loop
  std::atomic<bool> stopping_ = false;
  std::once_flag stopped_;
};

int Server::Impl::Start() {
  ServerOptions& options = context_.options;
  if (stopping_) {
    throw ListenError("cannot listen on " + options.host + ":" + std::to_string(options.port) +
                      ": the server was stopped");
  }
  if (options.max_connections == 0) options.max_connections = GetMaxConnections();
  const std::vector<int> sockets = OpenSockets();
  const int port = GetListeningPort(sockets.front());
  for (std::size_t i = CountLoops(options.loops); i > 0; --i)
    loops_.push_back(std::make_unique<ServerLoop>(context_, connection_count_));
  for (const int fd : sockets) {
    listeners_.push_back(
        std::make_unique<Listener>(loops_.front()->context.loop, fd, MakeAcceptHooks()));
  }
  for (const auto& loop : loops_)
    loop->thread = std::thread([&loop = loop->context.loop] { loop.Run(); });
  return port;
}

/// Opens the sockets of all ports, or of none.
std::vector<int> Server::Impl::OpenSockets() {
  const ServerOptions& options = context_.options;
  std::vector<int> ports = options.extra_ports;
  ports.insert(ports.begin(), options.port);
  std::vector<int> sockets;
  try {
    for (const int port : ports) {
      const std::vector<int> opened = OpenListeningSockets(options.host, port);
      sockets.insert(sockets.end(), opened.begin(), opened.end());
      context_.ports.push_back(GetListeningPort(opened.front()));
    }
  } catch (const ListenError&) {
    for (const int fd : sockets)
      ::close(fd);
    throw;
  }
  return sockets;
}

AcceptHooks Server::Impl::MakeAcceptHooks() {
  return {.accept = context_.options.accept,
          .has_room = [this] { return connection_count_ < context_.options.max_connections; },
          .make_room = [this] { return MakeRoom(); },
          .take_over = [this](int fd) { Take(fd); },
          .report_problem = context_.hooks.report_problem};
}

/// Called on the first loop, like `Take`. Connections are spread evenly, so the one that has been
/// idle for longest on this loop will do.
bool Server::Impl::MakeRoom() {
  if (loops_.front()->connections.CloseLongestIdle()) return true;
  for (const auto& loop : loops_) {
    if (loop == loops_.front()) continue;
    loop->context.loop.Post([&set = loop->connections] { set.CloseLongestIdle(); });
  }
  return false;
}

/// Gives the connection to the loop that has the fewest.
void Server::Impl::Take(int fd) {
  const auto fewest = std::min_element(loops_.begin(), loops_.end(), [](auto& a, auto& b) {
    return a->connections.size() < b->connections.size();
  });
  ConnectionSet& set = (*fewest)->connections;
  set.Announce();
  if (fewest == loops_.begin()) return set.Add(std::make_unique<SocketStream>(fd));
  (*fewest)->context.loop.Post([&set, fd] { set.Add(std::make_unique<SocketStream>(fd)); });
}

void Server::Impl::StopAccepting() {
  std::promise<void> closed;
  loops_.front()->context.loop.Post([&] {
    listeners_.clear();
    closed.set_value();
  });
  closed.get_future().wait();
}

void Server::Impl::Stop() {
  std::call_once(stopped_, [this] {
    stopping_ = true;
    context_.cancel_token.Cancel();
    if (loops_.empty()) return;
    StopAccepting();  // first, so that no connection comes after the loops' last task
    for (const auto& loop : loops_)
      loop->context.loop.Post([&set = loop->connections] { set.Stop(); });
    for (const auto& loop : loops_)
      loop->thread.join();
    context_.workers.Shutdown();
    context_.external_workers.Shutdown();
  });
}

Server::Server(ServerOptions options, Handler handler, ServerHooks hooks)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler), std::move(hooks))) {}

Server::~Server() {
  Stop();
}

int Server::Start() {
  return impl_->Start();
}

const std::vector<int>& Server::ports() const {
  return impl_->ports();
}

void Server::Stop() {
  impl_->Stop();
}

}  // namespace portone::http
