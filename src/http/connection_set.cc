// SPDX-License-Identifier: MIT
#include "http/connection_set.h"

#include <algorithm>
#include <utility>

namespace portone::http {

ConnectionSet::~ConnectionSet() {
  total_ -= size_;
}

void ConnectionSet::Announce() {
  ++total_;
  ++size_;
}

void ConnectionSet::Add(std::unique_ptr<ByteStream> stream) {
  auto made = std::make_unique<Connection>(std::move(stream), context_, *this);
  Connection& connection = *made;
  connection.list_position = idle_.insert(idle_.end(), std::move(made));
  connection.is_in_idle_list = true;
  if (context_.stopping || !connection.Start()) connection.Close();
  StartSweep();
}

void ConnectionSet::OnActivity(Connection& connection) {
  ConnectionList& from = connection.is_in_idle_list ? idle_ : busy_;
  connection.is_in_idle_list = connection.is_idle();
  ConnectionList& to = connection.is_in_idle_list ? idle_ : busy_;
  to.splice(to.end(), from, connection.list_position);
}

void ConnectionSet::OnClosed(Connection& connection) {
  ConnectionList& list = connection.is_in_idle_list ? idle_ : busy_;
  std::unique_ptr<Connection> closed = std::move(*connection.list_position);
  list.erase(connection.list_position);
  context_.loop.Retire(std::move(closed));
  --total_;
  --size_;
  EndIfDone();
}

bool ConnectionSet::CloseLongestIdle() {
  if (idle_.empty()) return false;
  idle_.front()->Close();
  return true;
}

void ConnectionSet::StartSweep() {
  constexpr EventLoop::Milliseconds kShortest{5};
  constexpr EventLoop::Milliseconds kLongest{500};
  if (is_sweeping_ || size_ == 0) return;
  const ServerOptions& options = context_.server.options;
  const auto timeout = context_.stopping ? options.stop_grace : options.stall_timeout;
  is_sweeping_ = true;
  context_.loop.StartTimer(std::clamp(timeout / 8, kShortest, kLongest), [this] {
    is_sweeping_ = false;
    Sweep();
    StartSweep();
  });
}

void ConnectionSet::Sweep() {
  const auto keep_alive = context_.server.options.keep_alive;
  while (!idle_.empty() && context_.loop.now() - idle_.front()->last_active() >= keep_alive)
    idle_.front()->Close();
  for (auto next = busy_.begin(); next != busy_.end();) {
    Connection& connection = **next++;  // it may leave the list, or move to its end
    connection.CheckDeadline();
  }
}

void ConnectionSet::Stop() {
  context_.stopping = true;
  while (!idle_.empty())
    idle_.front()->Close();
  for (auto next = busy_.begin(); next != busy_.end();) {
    Connection& connection = **next++;
    connection.Stop();
  }
  EndIfDone();
}

void ConnectionSet::EndIfDone() {
  if (context_.stopping && size_ == 0) context_.loop.Stop();
}

}  // namespace portone::http
