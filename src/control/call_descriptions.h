// SPDX-License-Identifier: MIT
// What is said of each call of the control API besides its path: a sentence, its parameters, its
// body and its reply. Written by hand in calls.json; tests hold it against the routes and against
// real replies.
#pragma once

#include <cstddef>
#include <string>

#include "control/control.h"
#include "json/json.h"

namespace portone::control {

/// The description of a route: `summary`; `query`, by name; `body` and `reply` as JSON Schema;
/// `content`, the type of a reply that is not JSON; `sandbox`: false when it concerns none. Null
/// when there is none. Thread-safe.
const Json& DescribeCall(const ControlRoute& route);

/// The number of calls in calls.json.
std::size_t CountDescribedCalls();

/// "GET /clock": the name of a route in calls.json.
std::string NameCall(const ControlRoute& route);

/// The schemas that the descriptions refer to, by name. Thread-safe.
const Json& CallSchemas();

}  // namespace portone::control
