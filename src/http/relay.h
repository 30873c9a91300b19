// SPDX-License-Identifier: MIT
// Copies bytes between a client and a server that it is connected to on the client's behalf, on an
// event loop. Keeps a bounded number of them. Independent of HTTP.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "http/byte_stream.h"
#include "http/event_loop.h"
#include "http/host_lookup.h"

namespace portone::http {

/// The parameters and callbacks of a relay. A callback may retire the relay.
struct RelayOptions {
  Addresses addresses;             ///< of the server, tried in their order
  std::string first_bytes;         ///< sent to the server before anything else
  bool copies_from_client = true;  ///< whether what the client sends is copied, too
  std::span<char> buffer{};        ///< shared by the relays of a loop
  std::function<void()> on_connected;
  std::function<void(int error)> on_failed;  ///< none of the addresses accepts; the last errno
  std::function<void()> on_activity;         ///< bytes were copied
  std::function<void()> on_ended;            ///< there is nothing left to copy
};

/// Watches the server's socket. For each direction, what was read and not yet written is at most
/// one `buffer`; nothing more is read until it is written. Thread safety: used on the loop's
/// thread.
class Relay final : public EventLoop::Watcher {
 public:
  /// REQUIRES: `loop` and `client` outlive the relay, or its `Stop`.
  Relay(EventLoop& loop, ByteStream& client, RelayOptions options);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;
  ~Relay() override;

  /// Begins to connect. May call `on_failed` at once.
  void Connect();
  /// Copies what there is; to be called at each event of the client's socket.
  void Copy();
  /// Closes the server's socket; no callback is called afterwards.
  void Stop();

  void OnEvents(std::uint32_t events) override;
  bool is_connected() const { return is_connected_; }

 private:
  struct Direction {
    std::string pending{};   // read, and not yet written
    bool has_ended = false;  // nothing more can be read
    bool is_done = false;    // the end was passed on
  };
  enum class Progress : std::uint8_t { kBlocked, kMore, kBroken };

  bool ConnectTo(const SocketAddress& address);
  void OnConnecting(std::uint32_t events);
  Progress CopyOneWay(ByteStream& from, ByteStream& to, Direction& direction);
  bool WritePending(ByteStream& to, Direction& direction, Progress& progress);

  EventLoop& loop_;
  ByteStream& client_;
  RelayOptions options_;
  std::unique_ptr<SocketStream> server_;
  std::size_t next_address_ = 0;
  int error_ = 0;  // of the last address
  bool is_connected_ = false;
  bool is_stopped_ = false;
  Direction to_server_;
  Direction to_client_;
};

}  // namespace portone::http
