// SPDX-License-Identifier: MIT
#include "http/relay.h"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "http/io_errors.h"

namespace portone::http {
namespace {

constexpr std::uint32_t kServerEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
constexpr int kCopiesPerRound = 16;  // then other connections have their turn

}  // namespace

Relay::Relay(EventLoop& loop, ByteStream& client, RelayOptions options)
    : loop_(loop), client_(client), options_(std::move(options)) {
  to_server_.pending = std::move(options_.first_bytes);
  to_server_.has_ended = to_server_.is_done = !options_.copies_from_client;
}

Relay::~Relay() = default;

void Relay::Connect() {
  while (next_address_ < options_.addresses.size()) {
    if (ConnectTo(options_.addresses[next_address_++])) return;
    error_ = errno;
    server_.reset();
  }
  options_.on_failed(error_);
}

/// Returns false, with errno set, when the connection fails at once.
bool Relay::ConnectTo(const SocketAddress& address) {
  const int fd = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return false;
  server_ = std::make_unique<SocketStream>(fd);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  const auto* const to = reinterpret_cast<const sockaddr*>(&address.storage);
  if (::connect(fd, to, address.size) != 0 && errno != EINPROGRESS) return false;
  return loop_.Watch(fd, kServerEvents, *this);
}

void Relay::OnEvents(std::uint32_t events) {
  if (is_stopped_ || server_ == nullptr) return;
  if (!is_connected_) OnConnecting(events);
  if (is_connected_) Copy();
}

void Relay::OnConnecting(std::uint32_t events) {
  error_ = GetConnectError(server_->fd());
  if (error_ != 0) {
    server_.reset();
    return Connect();
  }
  if ((events & EPOLLOUT) == 0 || (events & EPOLLHUP) != 0) return;
  is_connected_ = true;
  options_.on_connected();
}

void Relay::Copy() {
  if (is_stopped_ || !is_connected_) return;
  const Progress to_server = CopyOneWay(client_, *server_, to_server_);
  const Progress to_client = CopyOneWay(*server_, client_, to_client_);
  const bool is_over = to_client_.is_done && to_server_.is_done;
  if (to_server == Progress::kBroken || to_client == Progress::kBroken || is_over)
    return options_.on_ended();
  const bool has_more = to_server == Progress::kMore || to_client == Progress::kMore;
  if (has_more) loop_.Rearm(server_->fd(), kServerEvents, *this);
}

/// Returns whether nothing is left to be written; if not, `progress` says why.
bool Relay::WritePending(ByteStream& to, Direction& direction, Progress& progress) {
  while (!direction.pending.empty()) {
    const IoResult result = to.Write(direction.pending, "");
    if (result.state != IoResult::State::kDone) {
      const bool blocked = result.state == IoResult::State::kBlocked;
      progress = blocked ? Progress::kBlocked : Progress::kBroken;
      return false;
    }
    direction.pending.erase(0, result.bytes);
    options_.on_activity();
  }
  return true;
}

Relay::Progress Relay::CopyOneWay(ByteStream& from, ByteStream& to, Direction& direction) {
  Progress progress = Progress::kBlocked;
  for (int i = 0; i < kCopiesPerRound; ++i) {
    if (!WritePending(to, direction, progress)) return progress;
    if (direction.has_ended) {
      if (!std::exchange(direction.is_done, true)) to.ShutdownWrite();
      return Progress::kBlocked;
    }
    const IoResult result = from.Read(options_.buffer);
    if (result.state == IoResult::State::kBlocked) return Progress::kBlocked;
    if (result.state == IoResult::State::kDone) {
      const std::string_view bytes(options_.buffer.data(), result.bytes);
      const IoResult written = to.Write(bytes, "");
      options_.on_activity();
      direction.pending = bytes.substr(written.bytes);
    } else {
      direction.has_ended = true;
    }
  }
  return Progress::kMore;
}

void Relay::Stop() {
  is_stopped_ = true;
  server_.reset();
}

}  // namespace portone::http
