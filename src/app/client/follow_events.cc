// SPDX-License-Identifier: MIT
#include "app/client/follow_events.h"

#include <chrono>
#include <poll.h>
#include <string_view>
#include <utility>

#include "app/command_error.h"
#include "portone/emulator.h"

namespace portone::app::client {
namespace {

/// How long to wait before a stream that brought nothing is opened again.
constexpr std::chrono::milliseconds kPause{1'000};

struct StreamEnd {
  bool is_wanted = true;    ///< whether the receiver wants more
  bool has_events = false;  ///< whether there were any
  std::string last_id;      ///< after which to go on
  std::string error;        ///< why the emulator has not answered; "": it has
};

/// Reads one stream to its end.
StreamEnd ReadStream(const EmulatorClient& emulator, const std::string& imp_key,
                     const std::string& last_id, const ServerEventReceiver& receive) {
  StreamEnd end;
  ServerEventReader reader;
  const std::string path = "/events" + QueryString().Add("sandbox", imp_key).text();
  end.error = emulator.Receive(path, {{"Last-Event-ID", last_id}}, [&](std::string_view piece) {
    end.is_wanted = reader.Read(piece, [&](const ServerEvent& event) {
      end.has_events = true;
      return receive(event);
    });
    return end.is_wanted;
  });
  end.last_id = reader.last_id().empty() ? last_id : reader.last_id();
  return end;
}

}  // namespace

void FollowEvents(EmulatorClient& emulator, const std::string& imp_key, std::string last_id,
                  const ServerEventReceiver& receive) {
  while (true) {
    StreamEnd end = ReadStream(emulator, imp_key, last_id, receive);
    if (!end.is_wanted) return;
    if (!end.error.empty()) {
      throw CommandError("the emulator at " + emulator.base_url() +
                         " no longer answers: " + end.error);
    }
    if (!end.has_events) ::poll(nullptr, 0, static_cast<int>(kPause.count()));
    last_id = std::move(end.last_id);
  }
}

}  // namespace portone::app::client
