// SPDX-License-Identifier: MIT
// The description of each call of the control API: a sentence, its parameters, its body and its
// reply. Written by hand in calls.json; tests compare it with the routes and with real replies.
#pragma once

#include <cstddef>
#include <string>

#include "control/control.h"
#include "json/json.h"

namespace portone::control {

/// The description of a route: `summary`; `query`, by name; `body` and `reply` as JSON Schema;
/// `content`, the type of a reply that is not JSON; `sandbox`: false when the call concerns
/// none. Null when the route has no description. Thread-safe.
const Json& DescribeCall(const ControlRoute& route);

/// The number of calls in calls.json.
std::size_t CountDescribedCalls();

/// "GET /clock": the name of a route in calls.json.
std::string FormatCallName(const ControlRoute& route);

/// The schemas that the descriptions refer to, by name. Thread-safe.
const Json& GetCallSchemas();

}  // namespace portone::control
