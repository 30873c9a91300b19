// SPDX-License-Identifier: MIT
// The ids of the stream of events, by which a reader goes on where it was.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "control/control_reply.h"
#include "engine/event_feed.h"

namespace portone::control {

/// "1764460170447.12": the process, so that an id from another process is recognised, and the event
/// with the id `id`; 0: before the first.
std::string FormatEventId(const engine::EventFeed& feed, std::uint64_t id);

/// Parses the id of the event after which a reader goes on: 0, before the first event, for "0" and
/// for an id from another process. `parameter` is what carries it, for the error.
ControlResult<std::uint64_t> ParseEventId(const engine::EventFeed& feed, std::string_view text,
                                          const std::string& parameter);

}  // namespace portone::control
