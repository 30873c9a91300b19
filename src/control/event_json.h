// SPDX-License-Identifier: MIT
// Events as JSON objects, for the log, the stream of events and the timeline. What clients and
// receivers sent is masked.
#pragma once

#include "engine/event.h"
#include "json/writer.h"

namespace portone::control {

/// Which fields an object has besides those of its kind.
struct EventFields {
  bool includes_message = false;  ///< the line for people, as "message"
  bool includes_bodies = false;   ///< "request_body" and "reply_body", masked
};

/// Writes an object: "id", "time" (real time), "level", "event" (its kind), "sandbox" and "at" (the
/// sandbox's time), and the fields of its kind. docs/log.md has the list.
void WriteEvent(json::Writer& json, const engine::Event& event, const EventFields& fields = {});

}  // namespace portone::control
