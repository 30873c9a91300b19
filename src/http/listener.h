// SPDX-License-Identifier: MIT
// Listening sockets, and accepting connections from them on an event loop. Independent of HTTP.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <sys/socket.h>
#include <vector>

#include "http/event_loop.h"
#include "http/host_lookup.h"

namespace portone::http {

/// The addresses that `host` stands for, without a port; empty when there are none, or the lookup
/// takes more than ten seconds.
Addresses FindListeningAddresses(const std::string& host);
/// Binds and listens on every address of `host`, all with the same port; 0 is any free one. Returns
/// the sockets, which do not block. Throws ListenError.
std::vector<int> OpenListeningSockets(const std::string& host, int port);
/// The port that a listening socket is bound to.
int GetListeningPort(int fd);

struct AcceptHooks {
  int (*accept)(int, sockaddr*, socklen_t*, int);  ///< as accept4
  /// Whether another connection may be accepted.
  std::function<bool()> has_room;
  /// Closes an idle connection, so that there is room and a free descriptor. Returns false when
  /// that cannot be done at once.
  std::function<bool()> make_room;
  /// Takes over an accepted connection, whose descriptor does not block.
  std::function<void(int fd)> take_over;
  /// A sentence for the log, once for each kind of error.
  std::function<void(const std::string&)> report_problem;
};

/// Accepts the connections of one listening socket. After an error it pauses, and then goes on.
/// Thread safety: used on the loop's thread.
class Listener final : public EventLoop::Watcher {
 public:
  /// Takes over `fd`. REQUIRES: `loop` outlives the listener.
  Listener(EventLoop& loop, int fd, AcceptHooks hooks);
  ~Listener() override;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void OnEvents(std::uint32_t events) override;

 private:
  void Resume();
  void Pause();
  bool Recover(int error);

  EventLoop& loop_;
  const int fd_;
  const AcceptHooks hooks_;
  std::set<int> reported_;
  bool is_paused_ = false;
  EventLoop::Timer pause_;  // valid while paused
};

}  // namespace portone::http
