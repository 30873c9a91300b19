// SPDX-License-Identifier: MIT
// Reads server-sent events from the chunks of a stream, as defined by the HTML standard. Opens no
// sockets, and is independent of what the events say.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace portone::app::client {

/// One event of a stream.
struct ServerEvent {
  std::string name;  ///< of its kind; "message" when it has none
  std::string data;  ///< without its final newline
};

/// Called with each event; returns false to receive no more.
using ServerEventReceiver = std::function<bool(const ServerEvent& event)>;

/// Takes the bytes of a stream as they arrive. Comments, fields that it does not know and an event
/// that is cut off at the end of the stream are passed over. Thread safety: used by one thread at a
/// time.
class ServerEventReader {
 public:
  /// Calls `receive` for each event that is complete now. Returns false when `receive` did.
  bool Read(std::string_view piece, const ServerEventReceiver& receive);

  /// The id of the last complete event, or of the stream's beginning; "": none had one.
  const std::string& last_id() const { return last_id_; }

 private:
  bool ReadLine(std::string_view line, const ServerEventReceiver& receive);

  std::string unread_;  // a line that has no end yet
  ServerEvent event_;
  std::string id_;  // of the event that is being read
  std::string last_id_;
};

}  // namespace portone::app::client
