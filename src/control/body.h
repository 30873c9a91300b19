// SPDX-License-Identifier: MIT
// Strict parsing of the JSON body of a control request: the error names the unknown key or the key
// with a wrong type.
#pragma once

#include <functional>

#include "api/request.h"
#include "control/control_error.h"
#include "json/strict_object.h"

namespace portone::control {

/// Passes the body's object to `read` (an empty object for an empty body), then reports the keys
/// that `read` did not take. Errors: kMalformedRequest; kInvalidParameter with all problems, whose
/// parameter is the first one's.
ControlResult<Done> ReadBody(const api::Request& request,
                             const std::function<void(json::StrictObject&)>& read);

}  // namespace portone::control
